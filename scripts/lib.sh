# shellcheck shell=bash
# Shared by the scripts: install what is missing, build what is stale.
: "${top:?the folder of the project, set by the script}"

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

# Status 3: the world's fault (no package, no permission, a build that fails), as the program's own.
die() {
    say "$@"
    exit 3
}

# Print the packages that are not installed among those for the given kinds (build, test).
missing_packages() {
    local name kind wanted=()
    while read -r name kind _; do
        [[ " $* " == *" $kind "* ]] && wanted+=("$name")
    done < <(grep -v '^#' "$top/scripts/packages")
    # a package that provides another stands for it, such as a nodejs that brings its npm
    dpkg-query -W -f '${db:Status-Status} ${Package}, ${Provides}\n' 2>/dev/null |
        awk -v wanted="${wanted[*]}" '$1 == "installed" { for (i = 2; i <= NF; i++) { sub(/,$/, "", $i); have[$i] = 1 } }
            END { n = split(wanted, list, " "); for (i = 1; i <= n; i++) if (!have[list[i]]) print list[i] }'
}

# Install the packages for the given kinds if any is missing; needs root or sudo only then.
install_missing() {
    command -v dpkg-query >/dev/null || return 0 # not Debian: CMake says what it does not find
    local missing as_root=() log
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]} > 0)) || return 0
    if [[ $(id -u) != 0 ]]; then
        command -v sudo >/dev/null || die "missing packages, and neither root nor sudo to install them. As root:" \
            "apt-get install --no-install-recommends ${missing[*]}"
        as_root=(sudo)
    fi
    say "installing ${missing[*]}"
    log=$top/build/install.log
    {
        "${as_root[@]}" apt-get -q update &&
            "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600 \
                install --no-install-recommends "${missing[@]}"
    } >"$log" 2>&1 </dev/null || {
        tail -n 20 "$log" >&2
        die "installing failed; the whole log is $log"
    }
}

# Is the program of a preset missing or older than its sources? Folders count: they change when a file comes or goes.
is_stale() {
    local dir=$top/build/$1 changed
    [[ -x $dir/trilat && -e $dir/.built ]] || return 0
    changed=$(find "$top"/{CMakeLists.txt,CMakePresets.json,sim,scripts/lib.sh} \
        -newer "$dir/.built" -print -quit)
    [[ -n $changed ]]
}

# Configure a preset and build the targets given (else all), in the project's folder.
run_build() {
    local preset=$1 dir=$top/build/$1 fresh=()
    shift
    # a project that was moved or copied with its build folder starts afresh
    [[ -e $dir/CMakeCache.txt ]] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$top" "$dir/CMakeCache.txt" &&
        fresh=(--fresh)
    touch "$dir/.building" # dated before the build reads anything: what changes meanwhile is stale
    cmake --preset "$preset" "${fresh[@]}" &&
        cmake --build "$dir" ${1:+--target "$@"} -- -k 0 && # goes on after a mistake, to show them all
        mv "$dir/.building" "$dir/.built"
}

# Make a folder of the build, which must be writable.
need_folder() {
    mkdir -p "$1" 2>/dev/null || true
    [[ -w $1 ]] || die "cannot write to $1, where the program is built"
}

# Run a command under the project's lock, so that two scripts at once install and build one after the other.
locked() {
    need_folder "$top/build"
    (
        flock 9
        "$@"
    ) 9>>"$top/build/.lock"
}

# Build a preset and targets (else all) quietly, or say why not. The log is build/PRESET.log.
build_preset() {
    local log=$top/build/$1.log
    need_folder "$top/build/$1"
    (cd "$top" && run_build "$@") >"$log" 2>&1 || {
        grep -vE '^\[[0-9]+/[0-9]+\]' "$log" | head -n 100 >&2 || true
        die "building build/$1 failed; the whole log is $log"
    }
}
