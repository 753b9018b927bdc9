#!/usr/bin/env bash
# Includes follow the direction of the rooms, and each library stays in its rooms. The tl_room lines of
# CMakeLists.txt are the one truth; includes.awk applies them, and bad little trees show that it can fail.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"

check_includes() { # tree
    (cd "$1" && grep -rnE --include='*.[ch]' --include='*.def' '^[[:space:]]*#[[:space:]]*include' sim include) |
        awk -f "$TL_SOURCE/tests/house/includes.awk" "$1/CMakeLists.txt" -
}

# expect_verdict STATUS TEXT FILE INCLUDE: the verdict on a tree with this one include.
expect_verdict() {
    rm -rf bad
    mkdir -p bad/sim bad/include "bad/$(dirname "$3")"
    cp "$TL_SOURCE/CMakeLists.txt" bad
    printf '#include <stdio.h>\n  #  include %s // why\n' "$4" >"bad/$3"
    expect_status "$1" check_includes bad
    expect_text stdout "$2"
}

expect_verdict 1 'sim/base/x.c:2: room base may not include "event/event.h"' sim/base/x.c '"event/event.h"'
expect_verdict 1 'room model may not include "kernel/engine.h"' sim/model/x.h '"kernel/engine.h"'
expect_verdict 1 'room measure may not include "model/model.h"' sim/measure/x.def '"model/model.h"'
expect_verdict 1 'room trace may not include "kernel/engine.h"' sim/trace/x.c '"kernel/engine.h"'
expect_verdict 1 'is not written as "room/file.h"' sim/base/x.c '"text.h"'
expect_verdict 1 'is not written as "room/file.h"' sim/base/x.c '"../event/event.h"'
expect_verdict 1 'no room nowhere' sim/base/x.c '"nowhere/text.h"'
expect_verdict 1 'has no tl_room line' sim/nowhere/x.c '"base/text.h"'
expect_verdict 1 'room include may not include "base/text.h"' include/trilat/x.h '"base/text.h"'
expect_verdict 1 'neither standard nor of a known part' sim/experiment/x.c '<unheard/of.h>'

expect_verdict 0 '' sim/base/x.c '"base/text.h"'
expect_verdict 0 '' sim/kernel/x.c '"base/text.h"' # through model and scenario
expect_verdict 0 '' sim/command/x.c '"kernel/engine.h"'
expect_verdict 0 '' sim/main.c '"command/command.h"'
expect_verdict 0 '' sim/library/x.c '"trilat/trace.h"'
expect_verdict 0 '' sim/base/x.c '<sys/stat.h>'

# Where each library is at home; a home and a stranger of each are tried.
while read -r header home stranger; do
    expect_verdict 0 '' "sim/$home/x.c" "<$header>"
    expect_verdict 1 "room $stranger may not include <$header>" "sim/$stranger/x.c" "<$header>"
done <<'LIBRARIES'
libconfig.h scenario model
simgrid/engine.h kernel experiment
zlib.h trace report
libdeflate.h trace measure
muParserDLL.h model scenario
geodesic.h model kernel
gsl/gsl_cdf.h stats experiment
gsl/gsl_cdf.h dist model
Random123/philox.h base dist
xxhash.h base trace
jansson.h report measure
jansson.h trace kernel
LIBRARIES

# A circle of rooms
mkdir -p circle/sim/base circle/include
printf 'tl_room(base tl_event)\ntl_room(event tl_base m)\n' >circle/CMakeLists.txt
printf '#include <stdio.h>\n' >circle/sim/base/x.c
expect_status 1 check_includes circle
expect_text stdout 'room base needs itself in a circle'

expect_status 0 check_includes "$TL_SOURCE"
