#include "trace/fingerprint.h"

#include <stdlib.h>

#include "base/memory.h"
#include "trace/line.h"

struct tl_fingerprint {
    struct tl_trace_words words;
    struct tl_digest *digest;
    char *line;
};

struct tl_fingerprint *tl_fingerprint_create(const struct tl_roster *roster)
{
    struct tl_fingerprint *fingerprint = tl_alloc(1, sizeof *fingerprint);
    tl_trace_words_init(&fingerprint->words, roster);
    fingerprint->digest = tl_digest_create();
    fingerprint->line = tl_alloc(fingerprint->words.line_max, 1);
    return fingerprint;
}

void tl_fingerprint_destroy(struct tl_fingerprint *fingerprint)
{
    if (fingerprint == NULL) {
        return;
    }
    tl_trace_words_clear(&fingerprint->words);
    tl_digest_destroy(fingerprint->digest);
    free(fingerprint->line);
    free(fingerprint);
}

static void take(void *self, const struct tl_event *event)
{
    struct tl_fingerprint *fingerprint = self;
    size_t size = tl_trace_line_print(&fingerprint->words, event, fingerprint->line);
    tl_digest_add(fingerprint->digest, fingerprint->line, size);
}

struct tl_sink tl_fingerprint_sink(struct tl_fingerprint *fingerprint)
{
    return (struct tl_sink){take, fingerprint};
}

void tl_fingerprint_get(const struct tl_fingerprint *fingerprint, char text[TL_DIGEST_TEXT])
{
    tl_digest_get(fingerprint->digest, text);
}
