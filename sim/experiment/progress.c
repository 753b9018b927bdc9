#include "experiment/progress.h"

#include <time.h>

#include "base/text.h"
#include "base/units.h"

#define BAR_CELLS    30
#define BAR_FIRST_S  1.0 /* shorter work shows none */
#define BAR_EVERY_S  0.25
#define LINE_EVERY_S 60.0

static double get_time(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

void tl_progress_begin(struct tl_progress *progress, FILE *out, bool draw, uint64_t replications,
                       uint64_t per)
{
    double now_s = get_time();
    *progress = (struct tl_progress){out, draw, per, replications * per, now_s, now_s, 0};
}

/* "120 of 200 replications, 12 s left" */
static void print_state(struct tl_text *text, const struct tl_progress *progress, uint64_t done, double now_s)
{
    tl_text_print(text, "%llu of %llu replications", (unsigned long long)(done / progress->per),
                  (unsigned long long)(progress->total / progress->per));
    if (done > 0) {
        double left = (double)(progress->total - done) / (double)done;
        tl_text_add(text, ", ");
        tl_span_print(text, (double)tl_round((now_s - progress->begun_s) * left));
        tl_text_add(text, " left");
    }
}

static void draw_bar(struct tl_progress *progress, uint64_t done, double now_s)
{
    struct tl_text text = {0};
    uint64_t filled = done * BAR_CELLS / progress->total;
    tl_text_add_char(&text, '[');
    for (uint64_t i = 0; i < BAR_CELLS; i++) {
        tl_text_add_char(&text, i < filled ? '#' : '.');
    }
    tl_text_add(&text, "] ");
    print_state(&text, progress, done, now_s);
    int width = tl_text_width(tl_text_get(&text));
    fprintf(progress->out, "\r%s", tl_text_get(&text));
    for (int i = width; i < progress->width; i++) { /* what the last one left over */
        fputc(' ', progress->out);
    }
    fflush(progress->out);
    progress->width = width;
    tl_text_clear(&text);
}

static void print_line(const struct tl_progress *progress, uint64_t done, double now_s)
{
    struct tl_text text = {0};
    print_state(&text, progress, done, now_s);
    fprintf(progress->out, "trilat: %s\n", tl_text_get(&text));
    tl_text_clear(&text);
}

void tl_progress_show(struct tl_progress *progress, uint64_t done)
{
    double now_s = get_time();
    double due_s = progress->shown_s + (progress->draw ? BAR_EVERY_S : LINE_EVERY_S);
    if (now_s < due_s || (progress->draw && now_s < progress->begun_s + BAR_FIRST_S)) {
        return;
    }
    progress->shown_s = now_s;
    if (progress->draw) {
        draw_bar(progress, done, now_s);
    } else {
        print_line(progress, done, now_s);
    }
}

double tl_progress_end(struct tl_progress *progress)
{
    if (progress->width > 0) {
        fprintf(progress->out, "\r%*s\r", progress->width, "");
        fflush(progress->out);
    }
    return get_time() - progress->begun_s;
}
