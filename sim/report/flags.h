/* Names, marks and footnotes of what is to be known about a number. */
#ifndef TL_REPORT_FLAGS_H
#define TL_REPORT_FLAGS_H

#include "stats/stats.h"

struct tl_flag_class {
    enum tl_flag flag;
    const char *name;
    const char *mark;
    const char *footnote;
};

/* One row a flag, in the order of flags.def. */
const struct tl_flag_class *tl_flag_classes(size_t *count);

#endif
