/* How small a regression `trilat check` still catches: 300 pairs whose differences are normal, looked at as a check does, beside so many
 * measures that differ by chance alone. By bisection, each step over the same draws.
 *   test-bench-check-power [CHECKS]    100 unless given
 * Prints a row a spread: the difference, in tolerances, that is told as regressed in 95 % of checks.
 * Fails where more spread makes a regression easier to catch. */
#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "stats/draws.h"
#include "stats/equivalence.h"

enum { N = 300, OTHERS_MOST = 40 };

/* One check. The tolerance is 1; the first measure differs by `difference`, the others by chance.
 * Returns whether the first is told as regressed. */
static bool check_once(struct tl_stream *stream, double difference, double spread, int others)
{
    static double values[OTHERS_MOST + 1][N];
    for (int m = 0; m <= others; m++) {
        for (int i = 0; i < N; i++) {
            values[m][i] = (m == 0 ? difference : 0) + spread * draw_normal(stream);
        }
    }
    bool regresses = false;
    bool is_over = false; /* something is beyond what matters, and nothing is open */
    for (size_t n = N / 4; n <= N && !is_over; n *= 2) {
        double p[2 * (OTHERS_MOST + 1)];
        bool claims[2 * (OTHERS_MOST + 1)];
        bool passes[OTHERS_MOST + 1];
        for (int m = 0; m <= others; m++) {
            struct tl_look look = tl_stats_look(values[m], n, 1, TL_LOOK_ERROR);
            p[2 * m] = look.p_above;
            p[2 * m + 1] = look.p_below;
            passes[m] = look.lo > -1 && look.hi < 1;
        }
        tl_stats_holm(p, 2 * (size_t)(others + 1), TL_LOOK_ERROR, claims);
        regresses = claims[0];
        is_over = regresses;
        for (int m = 0; m <= others; m++) {
            is_over = is_over && (passes[m] || claims[2 * m] || claims[2 * m + 1]);
        }
    }
    return regresses;
}

static double share_caught(double difference, double spread, int others, int checks)
{
    struct tl_stream stream = stream_of("power");
    int caught = 0;
    for (int check = 0; check < checks; check++) {
        caught += check_once(&stream, difference, spread, others);
    }
    return (double)caught / checks;
}

static double find_smallest(double spread, int others, int checks)
{
    double lo = 1;
    double hi = 1 + spread; /* 300 replications find a spread with ease */
    for (int step = 0; step < 9; step++) {
        double middle = (lo + hi) / 2;
        *(share_caught(middle, spread, others, checks) >= 0.95 ? &hi : &lo) = middle;
    }
    return hi;
}

int main(int argc, char **argv)
{
    static const double spreads[] = {0.5, 1, 2, 5, 7};
    int checks = argc > 1 ? atoi(argv[1]) : 100;
    double last = 0;
    printf("smallest regression that 300 replications catch in 95 %% of checks, in tolerances\n");
    printf("sd of differences   alone   beside %d measures\n", OTHERS_MOST);
    for (size_t i = 0; i < sizeof spreads / sizeof *spreads; i++) {
        double alone = find_smallest(spreads[i], 0, checks);
        double among = find_smallest(spreads[i], OTHERS_MOST, checks / 4);
        printf("%17.1f   %5.2f   %18.2f\n", spreads[i], alone, among);
        if (alone < last || alone >= 1 + spreads[i]) {
            printf("FAILED: more spread, and easier to catch\n");
            return 1;
        }
        last = alone;
    }
    return 0;
}
