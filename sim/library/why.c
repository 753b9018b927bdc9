#include "library/why.h"

#include <assert.h>
#include <stdio.h>

void tl_why_tell(struct tl_error *err, char why[TRILAT_WHY])
{
    assert(err->count > 0);
    if (why) {
        snprintf(why, TRILAT_WHY, "%s", err->lines[0]);
    }
    tl_error_clear(err);
}
