#include "experiment/interrupt.h"

#include <stddef.h>

static const int signals[2] = {SIGINT, SIGTERM};
static struct sigaction before[2];
static volatile sig_atomic_t came;

static void note(int number)
{
    came = 1;
    for (size_t i = 0; i < 2; i++) {
        if (signals[i] == number) {
            sigaction(number, &before[i], NULL); /* a second Ctrl-C does not wait for us */
        }
    }
}

void tl_interrupt_begin(struct tl_interrupt *interrupt)
{
    bool is_within = false; /* another one */
    for (size_t i = 0; i < 2; i++) {
        sigaction(signals[i], NULL, &interrupt->before[i]);
        is_within = is_within || interrupt->before[i].sa_handler == note;
    }
    if (is_within) {
        return;
    }
    came = 0;
    struct sigaction action = {.sa_handler = note}; /* no SA_RESTART: waiting is to end */
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < 2; i++) {
        before[i] = interrupt->before[i];
        if (before[i].sa_handler != SIG_IGN) { /* nohup, or a job in the background of a script */
            sigaction(signals[i], &action, NULL);
        }
    }
}

void tl_interrupt_end(const struct tl_interrupt *interrupt)
{
    for (size_t i = 0; i < 2; i++) {
        sigaction(signals[i], &interrupt->before[i], NULL);
    }
}

bool tl_interrupt_came(void)
{
    return came != 0;
}
