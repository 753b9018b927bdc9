/* Hashes: 64 bits name random streams, 128 bits are digests of files and traces (XXH3). */
#ifndef TL_BASE_HASH_H
#define TL_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define TL_DIGEST_TEXT 33 /* 32 hexadecimal digits and the NUL */

uint64_t tl_hash_text(const char *text);

struct tl_digest; /* a digest under way */
struct tl_digest *tl_digest_create(void);
void tl_digest_destroy(struct tl_digest *digest);
void tl_digest_reset(struct tl_digest *digest);
void tl_digest_add(struct tl_digest *digest, const void *bytes, size_t count);
/* The digest of all bytes so far, as lower-case hexadecimal; more may be added afterwards. */
void tl_digest_get(const struct tl_digest *digest, char text[TL_DIGEST_TEXT]);

#endif
