/* Mean curves and their bands. */
#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/stream.h"
#include "stats/present.h"

#define TL_BAND_SEED      1     /* any constant: the same curve always gives the same band */
#define TL_PIVOT_LEAST    1e-9  /* of a correlation's diagonal: below, what is left is rounding */
#define TL_VARIANCE_LEAST 1e-20 /* of the squared mean: below, a cell's variance is rounding */

void tl_curve_init(struct tl_curve *curve, size_t cells)
{
    *curve = (struct tl_curve){
        .cells = cells,
        .mean = tl_alloc(cells, sizeof *curve->mean),
    };
}

void tl_curve_clear(struct tl_curve *curve)
{
    free(curve->mean);
    free(curve->covariance);
    *curve = (struct tl_curve){0};
}

/* Sums of products with the deviations from the mean before. They take room only once there are any: the square of the cells, which are many
 * where the horizon is long. */
static void add_products(struct tl_curve *curve, const double *values, double weight)
{
    if (!curve->covariance) {
        curve->covariance = tl_alloc(curve->cells * (curve->cells + 1) / 2, sizeof *curve->covariance);
    }
    double *row = curve->covariance;
    for (size_t i = 0; i < curve->cells; i++) {
        double scaled = (values[i] - curve->mean[i]) * weight;
        for (size_t j = 0; j <= i; j++) {
            row[j] += scaled * (values[j] - curve->mean[j]);
        }
        row += i + 1;
    }
}

void tl_curve_add(struct tl_curve *curve, const double *values)
{
    curve->n++;
    double count = (double)curve->n;
    if (curve->n > 1) {
        add_products(curve, values, (count - 1) / count);
    }
    for (size_t i = 0; i < curve->cells; i++) {
        curve->mean[i] += (values[i] - curve->mean[i]) / count;
    }
}

static double products(const struct tl_curve *curve, size_t i, size_t j)
{
    return i >= j ? curve->covariance[i * (i + 1) / 2 + j] : curve->covariance[j * (j + 1) / 2 + i];
}

static double sd_of(const struct tl_curve *curve, size_t cell)
{
    double variance = products(curve, cell, cell) / (double)(curve->n - 1);
    double mean = curve->mean[cell];
    return variance > TL_VARIANCE_LEAST * mean * mean ? sqrt(variance) : 0;
}

/* The correlation matrix as a product F F', `rank` columns of `cells` values each. */
struct factor {
    size_t cells; /* that vary */
    size_t rank;
    double *columns;
};

/* Correlations of the cells that vary, row by row; heap, the caller frees. */
static double *copy_correlations(const struct tl_curve *curve, const double *sd, size_t *cells)
{
    size_t *varying = tl_alloc(curve->cells, sizeof *varying);
    *cells = 0;
    for (size_t i = 0; i < curve->cells; i++) {
        if (sd[i] > 0) {
            varying[(*cells)++] = i;
        }
    }
    double *matrix = tl_alloc(*cells * *cells, sizeof *matrix);
    for (size_t i = 0; i < *cells; i++) {
        for (size_t j = 0; j < *cells; j++) {
            double covariance = products(curve, varying[i], varying[j]) / (double)(curve->n - 1);
            matrix[i * *cells + j] = i == j ? 1 : covariance / (sd[varying[i]] * sd[varying[j]]);
        }
    }
    free(varying);
    return matrix;
}

static size_t find_pivot(const double *diagonal, size_t cells)
{
    size_t pivot = 0;
    for (size_t i = 1; i < cells; i++) {
        pivot = diagonal[i] > diagonal[pivot] ? i : pivot; /* ties go to the lowest cell */
    }
    return pivot;
}

/* Cholesky's factor with diagonal pivoting (Higham, 1990): it ends at the matrix's rank, which is below the number of
 * cells whenever there are fewer replications than cells. */
static struct factor build_factor(const double *matrix, size_t cells)
{
    struct factor factor = {.cells = cells, .columns = tl_alloc(cells * cells, sizeof(double))};
    double *diagonal = tl_alloc(cells, sizeof *diagonal); /* of what the columns so far do not explain */
    for (size_t i = 0; i < cells; i++) {
        diagonal[i] = 1;
    }
    while (factor.rank < cells) {
        size_t pivot = find_pivot(diagonal, cells);
        if (diagonal[pivot] < TL_PIVOT_LEAST) {
            break;
        }
        double *column = factor.columns + factor.rank * cells;
        for (size_t i = 0; i < cells; i++) {
            column[i] = matrix[pivot * cells + i];
        }
        for (size_t k = 0; k < factor.rank; k++) {
            const double *before = factor.columns + k * cells;
            for (size_t i = 0; i < cells; i++) {
                column[i] -= before[pivot] * before[i];
            }
        }
        double root = sqrt(diagonal[pivot]);
        for (size_t i = 0; i < cells; i++) {
            column[i] /= root;
            diagonal[i] -= column[i] * column[i];
        }
        diagonal[pivot] = 0;
        factor.rank++;
    }
    free(diagonal);
    return factor;
}

/* The greatest absolute value of one Gaussian vector with the factor's correlations.
 * sums  room for one value a cell */
static double draw_supremum(const struct factor *factor, struct tl_stream *stream, double *sums)
{
    for (size_t i = 0; i < factor->cells; i++) {
        sums[i] = 0;
    }
    for (size_t k = 0; k < factor->rank; k++) {
        double uniform;
        tl_stream_draw(stream, &uniform);
        double gaussian = gsl_cdf_ugaussian_Pinv(uniform);
        const double *column = factor->columns + k * factor->cells;
        for (size_t i = 0; i < factor->cells; i++) {
            sums[i] += column[i] * gaussian;
        }
    }
    double supremum = 0;
    for (size_t i = 0; i < factor->cells; i++) {
        supremum = fmax(supremum, fabs(sums[i]));
    }
    return supremum;
}

/* The quantile of the supremum over all cells that vary. */
static double critical_value(const struct tl_curve *curve, const double *sd, double confidence, size_t draws)
{
    size_t cells;
    double *matrix = copy_correlations(curve, sd, &cells);
    struct factor factor = build_factor(matrix, cells);
    double *sums = tl_alloc(cells, sizeof *sums);
    double *suprema = tl_alloc(draws, sizeof *suprema);
    struct tl_stream stream;
    tl_stream_init(&stream, TL_BAND_SEED, 0, tl_hash_text("stats/band"));
    for (size_t d = 0; d < draws; d++) {
        suprema[d] = draw_supremum(&factor, &stream, sums);
    }
    tl_stats_sort(suprema, draws);
    size_t order = (size_t)ceil((double)(draws + 1) * confidence - 1e-9);
    double critical = suprema[(order < draws ? order : draws) - 1];
    free(suprema);
    free(sums);
    free(factor.columns);
    free(matrix);
    return critical;
}

/* Carry a Gaussian critical value over to Student's t by equal tails: the deviations are unknown too. Where all cells
 * move together it is the pointwise value, else greater. */
static double student_critical(double gaussian, double freedom)
{
    return gsl_cdf_tdist_Qinv(gsl_cdf_ugaussian_Q(gaussian), freedom);
}

void tl_curve_bands(const struct tl_curve *curve, double confidence, size_t draws, double *lo, double *hi,
                    double *lo_sim, double *hi_sim)
{
    assert(confidence > 0 && confidence < 1 && draws > 0);
    if (curve->n < 2) {
        for (size_t i = 0; i < curve->cells; i++) {
            lo[i] = hi[i] = lo_sim[i] = hi_sim[i] = NAN;
        }
        return;
    }
    double *sd = tl_alloc(curve->cells, sizeof *sd);
    for (size_t i = 0; i < curve->cells; i++) {
        sd[i] = sd_of(curve, i);
    }
    double freedom = (double)(curve->n - 1);
    double pointwise = gsl_cdf_tdist_Pinv(0.5 + confidence / 2, freedom);
    double gaussian = critical_value(curve, sd, confidence, draws);
    double simultaneous = fmax(pointwise, student_critical(gaussian, freedom)); /* draws must not narrow it */
    for (size_t i = 0; i < curve->cells; i++) {
        double error = sd[i] / sqrt((double)curve->n);
        lo[i] = curve->mean[i] - pointwise * error;
        hi[i] = curve->mean[i] + pointwise * error;
        lo_sim[i] = curve->mean[i] - simultaneous * error;
        hi_sim[i] = curve->mean[i] + simultaneous * error;
    }
    free(sd);
}
