/* Pages that must not change by a letter: tests/report/golden/NAME.txt. TL_UPDATE_GOLDEN=1 writes them anew. */
#ifndef TL_TESTS_REPORT_GOLDEN_H
#define TL_TESTS_REPORT_GOLDEN_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static bool golden_matches(const char *name, const struct tl_text *text)
{
    struct tl_text path = {0};
    struct tl_text want = {0};
    const char *source = getenv("TL_SOURCE");
    tl_text_print(&path, "%s/tests/report/golden/%s.txt", source ? source : ".", name);
    bool updates = getenv("TL_UPDATE_GOLDEN") != NULL;
    FILE *file = fopen(tl_text_get(&path), updates ? "w" : "r");
    if (file && updates) {
        fwrite(tl_text_get(text), 1, text->size, file);
        tl_text_add(&want, tl_text_get(text));
    }
    for (int c; file && !updates && (c = fgetc(file)) != EOF;) {
        tl_text_add_char(&want, (char)c);
    }
    if (file) {
        fclose(file);
    }
    bool same = strcmp(tl_text_get(&want), tl_text_get(text)) == 0;
    if (!same) {
        fprintf(stderr, "%s is not the golden page; it is:\n%s", name, tl_text_get(text));
    }
    tl_text_clear(&path);
    tl_text_clear(&want);
    return same;
}

/* The widest line, in columns. */
static int golden_width(const struct tl_text *text)
{
    int widest = 0;
    char *copy = strdup(tl_text_get(text));
    char *rest = copy;
    for (char *line; (line = strsep(&rest, "\n"));) {
        int width = tl_text_width(line);
        widest = width > widest ? width : widest;
    }
    free(copy);
    return widest;
}

#endif
