/* Ctrl-C and SIGTERM while a study runs: a flag, so that what is complete can be kept. */
#ifndef TL_EXPERIMENT_INTERRUPT_H
#define TL_EXPERIMENT_INTERRUPT_H

#include <signal.h>
#include <stdbool.h>

struct tl_interrupt {
    struct sigaction before[2]; /* SIGINT, SIGTERM */
};

/* From now on these signals set the flag; the second one does what it did before. Signals that are ignored stay so. */
void tl_interrupt_begin(struct tl_interrupt *interrupt);
void tl_interrupt_end(const struct tl_interrupt *interrupt);

/* Has one come since tl_interrupt_begin? */
bool tl_interrupt_came(void);

#endif
