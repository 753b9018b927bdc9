/* Messages for those who call the library. */
#ifndef TL_LIBRARY_WHY_H
#define TL_LIBRARY_WHY_H

#include "base/error.h"
#include "trilat/trace.h"

/* Hand over the first message and clear the list.
 * why  out: cut where it is too long; NULL is allowed */
void tl_why_tell(struct tl_error *err, char why[TRILAT_WHY]);

#endif
