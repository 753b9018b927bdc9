/* Command lines to be shown: quoted so that a shell reads back what was meant. */
#ifndef TL_COMMAND_QUOTE_H
#define TL_COMMAND_QUOTE_H

#include "base/text.h"

/* Add a space, unless nothing stands there yet, and the word: in single quotes where a shell would do something to it. */
void tl_quote_add(struct tl_text *out, const char *word);

#endif
