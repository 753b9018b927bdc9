#include "base/hash.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/memory.h"

struct tl_digest {
    XXH3_state_t *state;
};

uint64_t tl_hash_text(const char *text)
{
    return XXH3_64bits(text, strlen(text));
}

struct tl_digest *tl_digest_create(void)
{
    struct tl_digest *digest = tl_alloc(1, sizeof *digest);
    digest->state = XXH3_createState();
    assert(digest->state);
    tl_digest_reset(digest);
    return digest;
}

void tl_digest_destroy(struct tl_digest *digest)
{
    if (digest) {
        XXH3_freeState(digest->state);
        free(digest);
    }
}

void tl_digest_reset(struct tl_digest *digest)
{
    XXH3_128bits_reset(digest->state);
}

void tl_digest_add(struct tl_digest *digest, const void *bytes, size_t count)
{
    if (count > 0) {
        XXH3_128bits_update(digest->state, bytes, count);
    }
}

void tl_digest_get(const struct tl_digest *digest, char text[TL_DIGEST_TEXT])
{
    XXH128_hash_t hash = XXH3_128bits_digest(digest->state);
    snprintf(text, TL_DIGEST_TEXT, "%016" PRIx64 "%016" PRIx64, (uint64_t)hash.high64, (uint64_t)hash.low64);
}
