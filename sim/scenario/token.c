#include "scenario/token.h"

#include <ctype.h>
#include <string.h>

/* Move over blanks and comments, counting lines. All comments are closed: tl_source_read saw to it. */
static void skip_blanks(struct tl_cursor *c)
{
    for (;;) {
        if (*c->at == ' ' || (*c->at >= '\t' && *c->at <= '\r' && *c->at != '\v')) {
            c->line += *c->at++ == '\n';
        } else if (*c->at == '#' || strncmp(c->at, "//", 2) == 0) {
            c->at += strcspn(c->at, "\n");
        } else if (strncmp(c->at, "/*", 2) == 0) {
            const char *end = strstr(c->at + 2, "*/");
            for (end = end ? end + 2 : c->at + strlen(c->at); c->at < end; c->at++) {
                c->line += *c->at == '\n';
            }
        } else {
            return;
        }
    }
}

static bool is_name_char(char c)
{
    return isalnum((unsigned char)c) || c == '-' || c == '_' || c == '*';
}

static size_t measure_number(const char *at)
{
    size_t n = 1;
    bool hex = at[0] == '0' && (at[1] == 'x' || at[1] == 'X');
    while (isalnum((unsigned char)at[n]) || at[n] == '.' ||
           ((at[n] == '+' || at[n] == '-') && !hex && (at[n - 1] == 'e' || at[n - 1] == 'E'))) {
        n++;
    }
    return n;
}

static size_t measure_text(const char *at)
{
    size_t n = 1;
    while (at[n] && at[n] != '"') {
        n += at[n] == '\\' && at[n + 1] ? 2 : 1;
    }
    return n + (at[n] == '"');
}

void tl_token_next(struct tl_cursor *c, struct tl_token *token)
{
    skip_blanks(c);
    const char *at = c->at;
    *token = (struct tl_token){TL_TOKEN_MARK, at, 1, c->line};
    if (*at == '\0') {
        token->kind = TL_TOKEN_END;
        token->size = 0;
    } else if (*at == '"') {
        token->kind = TL_TOKEN_TEXT;
        token->size = measure_text(at);
    } else if (isdigit((unsigned char)*at) || ((*at == '-' || *at == '+' || *at == '.') && at[1])) {
        token->kind = TL_TOKEN_NUMBER;
        token->size = measure_number(at);
    } else if (isalpha((unsigned char)*at) || *at == '*') {
        token->kind = TL_TOKEN_NAME;
        while (is_name_char(at[token->size])) {
            token->size++;
        }
    }
    c->at += token->size;
}

bool tl_token_is_whole(const char *text)
{
    const char *at = text + (*text == '-' || *text == '+');
    bool hex = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
    at += hex ? 2 : 0;
    size_t digits = strspn(at, hex ? "0123456789abcdefABCDEF" : "0123456789");
    at += digits;
    at += *at == 'L';
    at += *at == 'L';
    return digits > 0 && *at == '\0';
}

bool tl_token_is_real(const char *text)
{
    const char *at = text + (*text == '-' || *text == '+');
    size_t whole = strspn(at, "0123456789");
    at += whole;
    size_t fraction = *at == '.' ? strspn(at + 1, "0123456789") : 0;
    at += *at == '.' ? 1 + fraction : 0;
    if (whole + fraction > 0 && (*at == 'e' || *at == 'E')) {
        at++;
        at += *at == '-' || *at == '+';
        size_t exponent = strspn(at, "0123456789");
        at += exponent;
        whole = exponent > 0 ? 1 : 0;
        fraction = 0;
    }
    return whole + fraction > 0 && *at == '\0';
}
