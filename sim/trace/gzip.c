#include "trace/gzip.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

#include "base/memory.h"

struct tl_gzip {
    gzFile file;
};

/* zlib sets errno where the system fails, and not where it has found a mistake of its own. */
static bool fail(void)
{
    errno = errno != 0 ? errno : EIO;
    return false;
}

struct tl_gzip *tl_gzip_open(int file, bool is_plain)
{
    errno = 0;
    int own = dup(file);
    gzFile opened = own >= 0 ? gzdopen(own, is_plain ? "wbT" : "wb") : NULL;
    if (!opened) {
        fail();
        return NULL;
    }
    struct tl_gzip *gzip = tl_alloc(1, sizeof *gzip);
    gzip->file = opened;
    return gzip;
}

bool tl_gzip_add(struct tl_gzip *gzip, const void *bytes, size_t size)
{
    errno = 0;
    return gzfwrite(bytes, 1, size, gzip->file) == size || fail();
}

bool tl_gzip_close(struct tl_gzip *gzip)
{
    errno = 0;
    bool good = gzclose(gzip->file) == Z_OK || fail();
    free(gzip);
    return good;
}
