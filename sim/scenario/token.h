/* Tokens of a scenario file. */
#ifndef TL_SCENARIO_TOKEN_H
#define TL_SCENARIO_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

enum tl_token_kind {
    TL_TOKEN_END,
    TL_TOKEN_NAME,   /* a key, true, false, or a text without its quotes */
    TL_TOKEN_NUMBER, /* begins like one */
    TL_TOKEN_TEXT,   /* with its quotes */
    TL_TOKEN_MARK,   /* any other character */
};

struct tl_token {
    enum tl_token_kind kind;
    const char *start;
    size_t size;
    int line; /* from 1 */
};

struct tl_cursor {
    const char *at; /* in a NUL-terminated text whose comments are all closed */
    int line;
};

/* Take the next token; at the end, TL_TOKEN_END for ever. */
void tl_token_next(struct tl_cursor *cursor, struct tl_token *token);

/* Is `text` a whole number of libconfig: decimal or hexadecimal, perhaps with an L? */
bool tl_token_is_whole(const char *text);
/* Is it a real number? */
bool tl_token_is_real(const char *text);

#endif
