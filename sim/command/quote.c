#include "command/quote.h"

#include <string.h>

void tl_quote_add(struct tl_text *out, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=,:+%@";
    if (out->size > 0) {
        tl_text_add_char(out, ' ');
    }
    if (*word && !word[strspn(word, plain)]) {
        tl_text_add(out, word);
        return;
    }
    tl_text_add_char(out, '\'');
    for (; *word; word++) {
        if (*word == '\'') {
            tl_text_add(out, "'\\''");
        } else {
            tl_text_add_char(out, *word);
        }
    }
    tl_text_add_char(out, '\'');
}
