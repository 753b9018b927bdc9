/* A program that rounds differently: linked with --wrap=tl_round, so that every call of tl_round from another file comes here. */
#include <math.h>

#include "base/units.h"

int64_t __wrap_tl_round(double value); /* the linker's name */

int64_t __wrap_tl_round(double value)
{
    return (int64_t)floor(value);
}
