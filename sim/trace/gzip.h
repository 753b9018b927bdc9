/* Bytes into a file as they come, gzipped as one member, or as they are. */
#ifndef TL_TRACE_GZIP_H
#define TL_TRACE_GZIP_H

#include <stdbool.h>
#include <stddef.h>

struct tl_gzip;

/* Begin at where the descriptor `file` stands, which the caller closes after tl_gzip_close. is_plain: nothing is compressed.
 * NULL, or false below: it cannot be written, and errno says why. */
struct tl_gzip *tl_gzip_open(int file, bool is_plain);
bool tl_gzip_add(struct tl_gzip *gzip, const void *bytes, size_t size);
bool tl_gzip_close(struct tl_gzip *gzip); /* ends and frees, whatever it returns */

#endif
