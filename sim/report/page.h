/* Where text goes: how wide it may be, which letters it may use, whether it may be coloured. */
#ifndef TL_REPORT_PAGE_H
#define TL_REPORT_PAGE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/text.h"

enum tl_color { TL_COLOR_AUTO, TL_COLOR_ALWAYS, TL_COLOR_NEVER };

struct tl_page {
    int width;  /* columns, at least TL_PAGE_NARROWEST */
    bool utf8;  /* else plain ASCII */
    bool color; /* ANSI escapes may be used */
};

#define TL_PAGE_NARROWEST 40
#define TL_PAGE_DEFAULT   80

/* How text is emphasised where colour may be used; without it nothing is added. GOOD, WAIT and MOVE tell states apart. */
enum tl_ink {
    TL_INK_PLAIN,
    TL_INK_BOLD,
    TL_INK_FAINT,
    TL_INK_CURVE,
    TL_INK_WARNING,
    TL_INK_GOOD,
    TL_INK_WAIT,
    TL_INK_MOVE,
};

/* What `file` can show. The width is the terminal's, 80 where it is none; UTF-8 by LC_ALL, LC_CTYPE and LANG. With TL_COLOR_AUTO
 * a terminal is coloured unless NO_COLOR is set to anything or TERM is dumb or missing. */
struct tl_page tl_page_detect(FILE *file, enum tl_color color);

/* Begin and end an emphasis. */
void tl_page_begin(const struct tl_page *page, struct tl_text *out, enum tl_ink ink);
void tl_page_end(const struct tl_page *page, struct tl_text *out, enum tl_ink ink);

/* Add `text` emphasised. */
void tl_page_add(const struct tl_page *page, struct tl_text *out, enum tl_ink ink, const char *text);

/* Add `text` as paragraphs filled to the page's width: lines end at spaces, and every line after the first begins with `indent`
 * spaces. `column` is where the first line begins. Ends with a newline. */
void tl_page_fill(const struct tl_page *page, struct tl_text *out, int column, int indent, const char *text);

/* The same of a command line that is quoted for a shell: lines end between its words alone, with a backslash, so that what is printed
 * can be pasted. A word wider than the page stays whole. */
void tl_page_fill_command(const struct tl_page *page, struct tl_text *out, int column, int indent,
                          const char *command);

#endif
