#!/bin/sh
# Puts exactly the packages of lock files into a virtual environment, resolving nothing.
#
#   deploy/setup.sh [--copy] VENV LOCK...
#
# The service itself is this checkout, or with --copy a copy of its packages, so that the checkout can go.
# uv does it (9 s where pip takes 80 s). torch is the CPU build: from a folder of wheels that pip knows, else from
# PyTorch's own CPU index.
set -eu
. "$(dirname "$0")/uv.sh"

SLIM_LOCK=requirements-slim.lock

torch_is_cpu_build() {
    "$python" -c '
import importlib.util, pathlib, sys
spec = importlib.util.find_spec("torch")
text = pathlib.Path(spec.origin).with_name("version.py").read_text() if spec else ""
sys.exit("cuda: Optional[str] = None" not in text)'
}

install_torch() {
    requirement=$1
    uv_pip install --quiet --no-deps --no-index "$requirement" 2>/dev/null ||
        uv_pip install --quiet --no-deps --torch-backend "${UV_TORCH_BACKEND:-cpu}" "$requirement" ||
        die "The CPU build of $requirement could not be fetched. Either" \
            '- let this machine reach the package index of PyTorch, or' \
            '- put its wheel (…+cpu…) into a folder and name the folder: PIP_FIND_LINKS=/folder make install, or' \
            '- do without models of the hub: make install SLIM=1'
    [ -n "${UV_TORCH_BACKEND:-}" ] || torch_is_cpu_build ||
        die "$requirement came as a build for GPUs, which is far larger; the CPU build is wanted." \
            'Name a folder that holds it: PIP_FIND_LINKS=/folder make install'
}

source=--editable
if [ "${1:-}" = --copy ]; then
    source=--reinstall
    shift
fi
[ $# -ge 2 ] || die 'usage: deploy/setup.sh [--copy] VENV LOCK...'
venv=$1
shift

make_environment "$venv"
fetch_uv
export VIRTUAL_ENV="$venv"

requirement=$(sed -n '/^torch==/p' "$1")
[ -z "$requirement" ] || install_torch "$requirement"

# The packages that start with the service are compiled: 2 s sooner ready, also where Python may not write.
# The rest, torch above all, would take a minute and 350 MB.
if [ "$1" = requirements.lock ] || [ "$1" = "$SLIM_LOCK" ]; then
    uv_pip install --quiet --no-deps --compile-bytecode --requirement "$SLIM_LOCK"
fi
uv_pip sync --quiet "$@"
uv_pip install --quiet --no-deps --no-build-isolation "$source" .
if [ "$source" != --editable ]; then
    "$python" -m compileall -q "$venv"/lib/python3*/site-packages/qa_service \
        "$venv"/lib/python3*/site-packages/vectorstore "$venv"/lib/python3*/site-packages/prompts
fi
