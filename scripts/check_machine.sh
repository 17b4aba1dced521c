#!/bin/sh
# Prints the Python to build with, or says in one sentence what this machine lacks, before anything is built.
# The search takes python3, then python3.14 down to python3.11; PYTHON=name-or-path goes before all.
set -eu

fail() {
    printf 'abkommen: %s\n' "$1" >&2
    exit 1
}

recent_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

version_of() {
    "$1" -c 'import platform; print(platform.python_version())' 2>/dev/null || echo 'missing or broken'
}

find_python() {
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11; do
        if recent_enough "$candidate"; then
            "$candidate" -c 'import sys; print(sys._base_executable)' # the one behind a shim or an active venv
            return
        fi
        if [ -n "${PYTHON:-}" ]; then # the one asked for, or none
            fail "Python 3.11 or newer is needed, and PYTHON=$PYTHON is $(version_of "$PYTHON"); name another one."
        fi
    done
    fail "Python 3.11 or newer is needed, and python3 here is $(version_of python3); install a newer one, or name it with PYTHON=/path/to/python3.12."
}

ask() {
    "$python" -c "import sysconfig; print($1)"
}

compiles() { # a C file with the given first line
    printf '%s\nint main(void) { return 0; }\n' "$1" >"$scratch/probe.c"
    # shellcheck disable=SC2086  # the compiler may come with arguments
    $compiler -c "-I$(ask "sysconfig.get_path('include')")" "-I$(ask "sysconfig.get_path('platinclude')")" \
        -o "$scratch/probe.o" "$scratch/probe.c" >/dev/null 2>&1
}

lack() { # what is missing, and its package on Debian, Fedora and Alpine
    missing="${missing:+$missing and }$1"
    debian="$debian $2" fedora="$fedora $3" alpine="$alpine $4"
}

remedy() {
    if [ "$(uname)" = Darwin ]; then
        echo 'xcode-select --install'
    elif command -v apt-get >/dev/null; then
        echo "sudo apt install$debian"
    elif command -v dnf >/dev/null; then
        echo "sudo dnf install$fedora"
    elif command -v apk >/dev/null; then
        echo "apk add$alpine"
    else
        echo "your system's package manager"
    fi
}

python=$(find_python)
compiler=${CC:-$(ask "sysconfig.get_config_var('CC') or 'cc'")}
release=python$(ask 'sysconfig.get_python_version()')
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

missing='' debian='' fedora='' alpine=''
"$python" -c 'import ensurepip, venv; ensurepip.version()' >/dev/null 2>&1 || lack "Python's venv module" "$release-venv" python3 python3
if ! compiles ''; then
    lack 'a C compiler' build-essential gcc build-base
    [ -f "$(ask "sysconfig.get_path('include')")/Python.h" ] || lack "Python's C headers" "$release-dev" python3-devel python3-dev
elif ! compiles '#include <Python.h>'; then
    lack "Python's C headers" "$release-dev" python3-devel python3-dev
fi
[ -z "$missing" ] || fail "this machine lacks $missing, needed to set the project up with $python; install with: $(remedy)"

printf '%s\n' "$python"
