/* Names of numbered things: f15-naha-2 stands before f15-naha-10, and f15-naha-2 to f15-naha-10 are told as one. */
#ifndef TL_REPORT_RUNS_H
#define TL_REPORT_RUNS_H

#include <stdbool.h>

#include "base/text.h"

/* Order of names for people: digits compare as the number that they are. Below, at or above 0; 0 for the same name alone. */
int tl_runs_compare(const char *a, const char *b);

/* Do two names differ in the number behind their last dash alone? */
bool tl_runs_are_sisters(const char *a, const char *b);

/* Add "f15-naha-2..10" for two sisters, the name where both are the same. */
void tl_runs_add(struct tl_text *out, const char *first, const char *last);

/* Add a text in at most so many columns, at least 8: what is longer loses its middle. */
void tl_runs_add_cut(struct tl_text *out, const char *text, int width);

#endif
