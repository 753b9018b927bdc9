#include "trace/flaw.h"

#include <stdarg.h>
#include <stdio.h>

bool tl_flaw_set(struct tl_flaw *flaw, const char *what, const char *name, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    flaw->what = what;
    flaw->name = name;
    vsnprintf(flaw->rule, sizeof flaw->rule, format, args);
    va_end(args);
    return false;
}
