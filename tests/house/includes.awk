# Reads the plan (CMakeLists.txt), then lines "FILE:LINE:#include ..." with FILE relative to the project.
# Prints every include against the direction of the rooms or of a library out of its room; status 1 if any.

BEGIN {
    # The headers of each part that tl_room lines name. A room uses a part's headers only if its own line names it.
    part["libconfig.h"] = "libconfig"
    part["simgrid/"] = "simgrid"
    part["zlib.h"] = "zlib"
    part["libdeflate.h"] = "libdeflate"
    part["muParserDLL.h"] = "muparser"
    part["geodesic.h"] = "proj"
    part["gsl/"] = "gsl"
    part["glpk.h"] = "glpk"
    part["Random123/"] = "random123"
    part["xxhash.h"] = "libxxhash"
    part["jansson.h"] = "jansson"
    c17 = "assert|ctype|errno|fenv|float|inttypes|limits|locale|math|setjmp|signal|stdalign|stdarg|stdatomic|stdbool|stddef|" \
          "stdint|stdio|stdlib|stdnoreturn|string|time|wchar"
    linux = "argp|dirent|err|execinfo|fcntl|fnmatch|ftw|getopt|glob|langinfo|libgen|poll|pthread|regex|sched|search|" \
            "semaphore|spawn|strings|termios|unistd"
    standard = "^((" c17 "|" linux ")[.]h|(sys|linux|sanitizer)/.*)$"
}

FNR == NR { # the plan
    if (match($0, /^tl_room\([a-z]+/)) {
        room = substr($0, 9, RLENGTH - 8)
        rooms[++count] = room
        needs = $0
        gsub(/^tl_room\([a-z]+|\).*$/, "", needs)
        own[room] = needs " "
        n = split(needs, list, " ")
        for (i = 1; i <= n; i++)
            if (sub(/^tl_/, "", list[i]))
                sees[room, list[i]] = 1
    }
    next
}

!closed { # once: a room sees what the rooms it sees see
    for (k = 1; k <= count; k++)
        for (i = 1; i <= count; i++)
            for (j = 1; j <= count; j++)
                if (sees[rooms[i], rooms[k]] && sees[rooms[k], rooms[j]])
                    sees[rooms[i], rooms[j]] = 1
    for (i = 1; i <= count; i++) {
        if (sees[rooms[i], rooms[i]])
            complain("CMakeLists.txt", "room " rooms[i] " needs itself in a circle")
        is_room[rooms[i]] = 1
        sees["main", rooms[i]] = 1 # sim/main.c stands above all
        sees[rooms[i], rooms[i]] = 1
    }
    closed = 1
}

{
    split($0, field, ":")
    where = field[1] ":" field[2]
    room = room_of(field[1])
    if (room == "" || (room != "main" && room != "include" && !is_room[room])) {
        complain(where, "this folder has no tl_room line in CMakeLists.txt")
    } else if (match($0, /"[^"]+"/)) {
        check_own(substr($0, RSTART + 1, RLENGTH - 2))
    } else if (match($0, /<[^>]+>/)) {
        check_library(substr($0, RSTART + 1, RLENGTH - 2))
    } # else the included name is a macro's value, which the file defines itself
}

END { exit failed }

function complain(where, what) {
    print where ": " what
    failed = 1
}

# sim/base/text.h is in base, sim/main.c in main, include/trilat/x.h in include.
function room_of(file, path) {
    if (split(file, path, "/") == 2 && file == "sim/main.c")
        return "main"
    return path[1] == "include" ? "include" : path[3] != "" ? path[2] : ""
}

function check_own(name, path) {
    if (split(name, path, "/") < 2 || path[1] ~ /^[.]/)
        complain(where, "\"" name "\" is not written as \"room/file.h\"")
    else if (path[1] != "trilat" && !is_room[path[1]])
        complain(where, "\"" name "\": no room " path[1])
    else if (path[1] != "trilat" && !sees[room, path[1]])
        complain(where, "room " room " may not include \"" name "\": its tl_room line leads to no " path[1])
}

function check_library(name, prefix) {
    prefix = name
    sub(/\/.*/, "/", prefix)
    if (prefix in part) {
        if (index(own[room], " " part[prefix] " ") == 0)
            complain(where, "room " room " may not include <" name ">: its tl_room line does not name " part[prefix])
    } else if (name !~ standard) {
        complain(where, "<" name "> is neither standard nor of a known part (tests/house/includes.awk lists them)")
    }
}
