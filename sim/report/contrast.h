/* A variant against the base: what it costs, when, and how it recovers. */
#ifndef TL_REPORT_CONTRAST_H
#define TL_REPORT_CONTRAST_H

#include "report/range.h"
#include "report/report.h"

#define TL_BAND_DRAWS 1000

/* Bands of a mean curve, within the range of what it shows: see tl_curve_bands. All [cells], NAN with a single replication. */
struct tl_bands {
    double *lo, *hi, *lo_sim, *hi_sim;
};
void tl_bands_init(struct tl_bands *bands, const struct tl_curve *curve, struct tl_range range,
                   double confidence);
void tl_bands_clear(struct tl_bands *bands);

/* A recovery over replications. Times in days after the order; not reached is INFINITY. */
struct tl_recovery {
    size_t never, reached,
        censored;    /* replications: never degraded, recovered, not within what could be watched */
    size_t no_order; /* replications in which the variant's diversion never starts: in none of the above */
    double limit_d;  /* how long after the order every replication could be watched */
    struct tl_interval share;      /* reached, of those degraded */
    struct tl_interval median;     /* of those degraded */
    struct tl_interval restricted; /* mean of min(time, limit_d), of those degraded */
};

struct tl_contrast {
    struct tl_interval base_loss, loss; /* headline, index-days */
    struct tl_interval cost;            /* integral of D, index-days, paired */
    double correlation;                 /* of the two losses, by pair */
    double order_d;              /* first diversion: the earliest of all replications; NAN: there is none */
    bool diverts;                /* else recoveries count from the start, not from an order */
    struct tl_interval dip;      /* greatest D of the mean curve; its ends by the simultaneous band */
    double dip_d;                /* when: the beginning of its cell, days */
    double dip_from_d, dip_to_d; /* where else it may be: cells whose band reaches the greatest lower end */
    double degraded_d;           /* days on which the mean curve is above 0.01 */
    struct tl_interval
        positive; /* integral of max(0, D) over the mean curve; ends by the simultaneous band */
    struct tl_interval negative; /* ... of min(0, D) */
    struct tl_interval own_dip;  /* mean over replications of each one's own greatest D: another measure */
    struct tl_recovery closed, restored;
    const struct tl_curve *curve; /* of D; borrowed from the study */
    struct tl_bands bands;
};

/* variant  1 and up */
void tl_contrast_init(struct tl_contrast *contrast, const struct tl_report *report, size_t variant);
void tl_contrast_clear(struct tl_contrast *contrast);

/* Length of a cell in days: the last one may be shorter. */
double tl_contrast_cell_days(const struct tl_roster *roster, size_t cell);

#endif
