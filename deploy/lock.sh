#!/bin/sh
# Resolves the lock files anew, keeping what still fits; `deploy/lock.sh --upgrade` takes the newest of everything.
#
# Three files, one resolution: all that the service uses; the same without models of the hub; what tests add.
set -eu
. "$(dirname "$0")/uv.sh"

TORCH_VERSION=2.13.0

scratch=$(mktemp -d)
make_environment "$scratch/venv"
fetch_uv
trap 'rm -rf "$tools" "$scratch"' EXIT
full=$scratch/requirements.txt
slim=$scratch/requirements-slim.txt
dev=$scratch/requirements-dev.txt

# What only the hub's models need, beyond what falls away with sentence-transformers itself.
printf '%s\n' sentence-transformers huggingface-hub hf-xet >"$scratch/left-out.txt"

# The version whose CPU build is tested; sentence-transformers takes any, and would take the one for GPUs.
echo "torch==$TORCH_VERSION+cpu" >"$scratch/constraints.txt"
ls ${UV_FIND_LINKS:-/nonexistent} 2>/dev/null | grep -q '^torch-.*+cpu' || export UV_TORCH_BACKEND=cpu

compile() {
    uv_pip compile pyproject.toml --quiet --no-header --no-annotate --python-version 3.11 \
        --constraint "$scratch/constraints.txt" "$@" >/dev/null
}

for lock in requirements.lock requirements-dev.lock; do
    if [ -f "$lock" ] && [ "${1:-}" != --upgrade ]; then
        cat "$lock" >>"$full"
    fi
done
compile --group build --output-file "$full" "$@"
compile --group build --constraint "$full" --excludes "$scratch/left-out.txt" --output-file "$slim"
compile --group dev --constraint "$full" --output-file "$dev"

# The locks name the version alone: elsewhere than on Linux the CPU build has no mark of its own.
sed -i 's/^\(torch==.*\)+cpu/\1/' "$full" "$dev"
sort -f "$full" >requirements.lock
sort -f "$slim" >requirements-slim.lock
sort -f "$dev" | grep -vxF -f "$full" >requirements-dev.lock
wc -l requirements.lock requirements-slim.lock requirements-dev.lock
