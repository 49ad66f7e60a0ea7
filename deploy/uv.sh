# What deploy/setup.sh and deploy/lock.sh share, to be sourced: a Python, and uv in a temporary place.
#
# Where packages come from is pip's configuration, files and PIP_ variables alike. uv does not read it, so it is told.
# shellcheck shell=sh

UV_VERSION=0.13.9

die() {
    printf '\n' >&2
    printf '%s\n' "$@" >&2
    exit 1
}

find_python() {
    for candidate in ${PYTHON:-} python3.11 python3.12 python3.13 python3.14 python3; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    die 'Python 3.11 or newer is needed and was not found.' \
        'Install it (Debian and Ubuntu: apt-get install python3 python3-venv) or name it: make PYTHON=/path/to/python3'
}

# pip_setting NAME: its value as pip sees it; empty when unset.
pip_setting() {
    variable=PIP_$(echo "$1" | tr 'a-z-' 'A-Z_')
    eval "value=\${$variable:-}"
    for section in install global; do
        # Not `pip config get`, which reads one file alone: never the machine's own, /etc/pip.conf.
        [ -n "$value" ] || value=$("$python" -m pip config list 2>/dev/null |
            sed -n "s/^$section\\.$1='\\(.*\\)'\$/\\1/p" | sed 's/\\n/ /g')
    done
    echo $value # unquoted: one line, single spaces
}

# tell_uv VARIABLE PIP_NAME: unless the user has told uv already.
tell_uv() {
    eval "told=\${$1:-}"
    [ -z "$told" ] || return 0
    value=$(pip_setting "$2")
    [ -z "$value" ] || export "$1=$value"
}

configure_uv() {
    tell_uv UV_DEFAULT_INDEX index-url
    tell_uv UV_INDEX extra-index-url
    tell_uv UV_FIND_LINKS find-links
    tell_uv UV_INSECURE_HOST trusted-host
    tell_uv SSL_CERT_FILE cert
    UV_FIND_LINKS=$(echo "${UV_FIND_LINKS:-}" | tr ' ' ',')
    export UV_FIND_LINKS
    # Every version is pinned, so which index comes first decides nothing; pip looks at them all as well.
    export UV_INDEX_STRATEGY="${UV_INDEX_STRATEGY:-unsafe-best-match}"
    export UV_HTTP_TIMEOUT="${UV_HTTP_TIMEOUT:-${PIP_DEFAULT_TIMEOUT:-120}}"
}

uv_pip() {
    "$tools/bin/uv" pip "$@"
}

# make_environment DIRECTORY: sets $python.
make_environment() {
    if [ ! -x "$1/bin/python" ]; then
        found=$(find_python) || exit 1
        "$found" -m venv "$1" ||
            die "$found cannot make virtual environments." 'Debian and Ubuntu: apt-get install python3-venv'
        # Comes with environments of Python 3.11, in a version that the lock does not know.
        "$1/bin/python" -m pip uninstall --quiet --yes setuptools
    fi
    python=$1/bin/python
}

# fetch_uv: into $tools, removed at the end, so that an environment holds the service only.
fetch_uv() {
    tools=$(mktemp -d)
    trap 'rm -rf "$tools"' EXIT
    trap 'exit 130' INT TERM
    "$python" -m pip install --quiet --disable-pip-version-check --no-deps --target "$tools" "uv==$UV_VERSION" ||
        die "uv $UV_VERSION could not be fetched with pip; see the message above."
    configure_uv
}
