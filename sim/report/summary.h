/* What a study comes to: statistics of its columns by variant, and of the differences from the base. */
#ifndef TL_REPORT_SUMMARY_H
#define TL_REPORT_SUMMARY_H

#include "report/report.h"

#define TL_NO_COLUMN SIZE_MAX

/* One number with its uncertainty. */
struct tl_statistic {
    const char *scenario; /* label */
    const char *base;     /* label: it is a difference from it; NULL: it is not */
    const char *measure;
    const char *entity;
    const char *name; /* "mean", "median", "share-reached", "restricted-mean", "difference", ... */
    const char *unit;
    struct tl_interval interval;
    double correlation; /* of the pairs; NAN where there is none */
};

struct tl_summary {
    struct tl_statistic *items;
    size_t count;
    size_t capacity;
};

/* All statistics of all variants and, where there are several, of their differences from the first. */
void tl_summary_build(const struct tl_report *report, struct tl_summary *summary);
void tl_summary_clear(struct tl_summary *summary);
void tl_summary_add(struct tl_summary *summary, struct tl_statistic statistic);

/* The column of that measure and entity, or TL_NO_COLUMN. */
size_t tl_summary_find(const struct tl_study_variant *variant, const char *measure, const char *entity);

/* The series of that measure and entity, or NULL. */
const struct tl_curve *tl_summary_find_curve(const struct tl_study_variant *variant, const char *measure,
                                             const char *entity);

/* The values by kept replication of a column that is no detail; heap, the caller frees. */
double *tl_summary_copy(const struct tl_study *study, size_t variant, size_t column);

/* A column's mean (or share, where it is a flag). */
struct tl_interval tl_summary_mean(const struct tl_report *report, size_t variant, size_t column);

/* Paired difference of means, variant less base. correlation may be NULL. */
struct tl_interval tl_summary_difference(const struct tl_report *report, size_t variant, size_t column,
                                         size_t base_column, double *correlation);

#endif
