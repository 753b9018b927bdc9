/* Progress on stderr: a bar with the time left on a terminal once a second has gone, else a line a minute. */
#ifndef TL_EXPERIMENT_PROGRESS_H
#define TL_EXPERIMENT_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct tl_progress {
    FILE *out;
    bool draw;      /* a bar */
    uint64_t per;   /* jobs a replication */
    uint64_t total; /* jobs */
    double begun_s; /* monotonic */
    double shown_s; /* when something was shown last, or the beginning */
    int width;      /* of the bar's line on the screen, 0: none */
};

/* per   jobs that make up one replication, >= 1 */
void tl_progress_begin(struct tl_progress *progress, FILE *out, bool draw, uint64_t replications,
                       uint64_t per);

/* `done` jobs are done. Cheap: shows something only when it is time to. */
void tl_progress_show(struct tl_progress *progress, uint64_t done);

/* Wipes the bar. Returns the seconds since the beginning. */
double tl_progress_end(struct tl_progress *progress);

#endif
