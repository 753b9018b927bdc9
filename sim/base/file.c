#include "base/file.h"

#include <errno.h>
#include <stdio.h>

bool tl_file_read(const char *path, struct tl_text *bytes)
{
    char block[BUFSIZ];
    size_t size;
    FILE *in = fopen(path, "rb");
    if (in == NULL) {
        return false;
    }
    while ((size = fread(block, 1, sizeof block, in)) > 0) {
        tl_text_add_bytes(bytes, block, size);
    }
    bool good = !ferror(in);
    int why = errno; /* fclose may set another */
    fclose(in);
    errno = why;
    return good;
}
