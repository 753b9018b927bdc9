#include "base/stream.h"

#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "test.h"

static double from_words(uint32_t low, uint32_t high)
{
    return ((double)(((uint64_t)high << 32 | low) >> 12) + 0.5) * 0x1p-52;
}

/* The known answers that Random123 publishes for philox4x32-10: key and counter of zeros, of ones, of pi's digits. */
START_TEST(philox_known_answers)
{
    static const struct {
        struct tl_stream stream;
        uint32_t low;
        uint32_t high;
    } cases[] = {
        {{{0, 0}, 0, 0}, 0x6627e8d5, 0xe169c58d},
        {{{0xffffffff, 0xffffffff}, UINT64_MAX, UINT64_MAX}, 0x408f276d, 0x41c83b0e},
        {{{0xa4093822, 0x299f31d0}, UINT64_C(0x85a308d3243f6a88), UINT64_C(0x0370734413198a2e)},
         0xd16cfe09,
         0x94fdcceb},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_stream stream = cases[i].stream;
        double uniform;
        tl_stream_draw(&stream, &uniform);
        ck_assert_double_eq(uniform, from_words(cases[i].low, cases[i].high));
    }
}
END_TEST

/* Golden: every published result hangs on these bits. */
START_TEST(golden_draws)
{
    struct tl_stream stream;
    tl_stream_init(&stream, 20170425, 3, tl_hash_text("js-kongo/repair"));
    static const double golden[] = {0x1.d9657a20191dfp-1, 0x1.b211dac16cfa2p-2, 0x1.626c59c041288p-4};
    for (size_t i = 0; i < sizeof golden / sizeof *golden; i++) {
        double uniform;
        tl_stream_draw(&stream, &uniform);
        ck_assert_msg(uniform == golden[i], "draw %zu is %a", i, uniform);
    }
    ck_assert_uint_eq(stream.draws, 3);
}
END_TEST

static int compare_keys(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a;
    uint64_t y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

START_TEST(keys_of_seeds_and_replications_differ)
{
    enum { SEEDS = 100, REPLICATIONS = 500 };
    static uint64_t keys[SEEDS * REPLICATIONS];
    for (uint64_t s = 0; s < SEEDS; s++) {
        for (uint64_t r = 0; r < REPLICATIONS; r++) {
            struct tl_stream stream;
            tl_stream_init(&stream, s, r, 0);
            keys[s * REPLICATIONS + r] = (uint64_t)stream.key[1] << 32 | stream.key[0];
        }
    }
    qsort(keys, SEEDS * REPLICATIONS, sizeof *keys, compare_keys);
    for (size_t i = 1; i < SEEDS * REPLICATIONS; i++) {
        ck_assert_uint_ne(keys[i], keys[i - 1]);
    }
}
END_TEST

/* Chi-square over 64 bins of 64,000 draws (63 degrees of freedom: 5 sd is 119), serial correlation within 5 / sqrt(n). */
START_TEST(draws_are_uniform_and_unrelated)
{
    enum { BINS = 64, DRAWS = 64000 };
    struct tl_stream stream;
    tl_stream_init(&stream, 5, 1, tl_hash_text("test"));
    int bins[BINS] = {0};
    double last = 0.5;
    double products = 0;
    for (int i = 0; i < DRAWS; i++) {
        double uniform;
        tl_stream_draw(&stream, &uniform);
        ck_assert(uniform > 0 && uniform < 1);
        bins[(int)(uniform * BINS)]++;
        products += (uniform - 0.5) * (last - 0.5) * 12;
        last = uniform;
    }
    double chi = 0;
    for (int b = 0; b < BINS; b++) {
        chi += (bins[b] - 1000.0) * (bins[b] - 1000.0) / 1000;
    }
    ck_assert_double_lt(chi, 119);
    ck_assert_double_lt(fabs(products / DRAWS), 5 / sqrt(DRAWS));
}
END_TEST

START_TEST(a_draw_depends_on_its_number_alone)
{
    struct tl_stream stream;
    tl_stream_init(&stream, 5, 1, 77);
    double first[10];
    for (int i = 0; i < 10; i++) {
        tl_stream_draw(&stream, &first[i]);
    }
    for (int i = 9; i >= 0; i--) {
        double again;
        stream.draws = (uint64_t)i;
        tl_stream_draw(&stream, &again);
        ck_assert_double_eq(again, first[i]);
    }
}
END_TEST

TL_TEST_MAIN(stream, philox_known_answers, golden_draws, keys_of_seeds_and_replications_differ,
             draws_are_uniform_and_unrelated, a_draw_depends_on_its_number_alone)
