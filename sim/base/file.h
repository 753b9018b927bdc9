/* Whole files. */
#ifndef TL_BASE_FILE_H
#define TL_BASE_FILE_H

#include <stdbool.h>

#include "base/text.h"

/* Add all bytes of a file. Returns false with errno set where it cannot be read to its end; what was read stays. */
bool tl_file_read(const char *path, struct tl_text *bytes);

#endif
