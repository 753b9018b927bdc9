#include "report/flags.h"

static const struct tl_flag_class classes[] = {
#define TL_FLAG_ROW(FLAG, name, mark, footnote) {TL_FLAG_##FLAG, name, mark, footnote},
#include "report/flags.def"
#undef TL_FLAG_ROW
};

const struct tl_flag_class *tl_flag_classes(size_t *count)
{
    *count = sizeof classes / sizeof *classes;
    return classes;
}
