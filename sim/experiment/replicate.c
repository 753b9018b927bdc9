#include "experiment/replicate.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "experiment/result.h"
#include "experiment/traces.h"
#include "kernel/kernel.h"
#include "trace/fingerprint.h"
#include "trace/writer.h"

/* The message of a failure takes the place of the result: the lines of err. */
static bool fail(int fd, struct tl_error *err)
{
    struct tl_text text = {0};
    for (size_t i = 0; i < err->count; i++) {
        tl_text_print(&text, "%s%s", i > 0 ? "\n" : "", err->lines[i]);
    }
    bool cleared = ftruncate(fd, 0) == 0 && lseek(fd, 0, SEEK_SET) == 0;
    ssize_t written = cleared ? write(fd, tl_text_get(&text), text.size) : 0;
    (void)written; /* without memory even for this, the message is empty */
    tl_text_clear(&text);
    tl_error_clear(err);
    return false;
}

static void abort_where_told(const struct tl_model *model, uint64_t replication)
{
    const char *told = getenv("TL_TEST_ABORT");
    const char *colon = told ? strrchr(told, ':') : NULL;
    if (!colon) {
        return;
    }
    const char *label = model->roster.scenario;
    size_t size = strlen(label);
    if ((size_t)(colon - told) == size && memcmp(told, label, size) == 0 &&
        strtoull(colon + 1, NULL, 10) == replication) {
        abort();
    }
}

/* The writer of this replication's trace, NULL where none is wanted or on failure. */
static struct tl_trace_writer *open_trace(const struct tl_study_options *options,
                                          const struct tl_roster *roster, struct tl_error *err)
{
    if (!tl_traces_wanted(options, roster->replication)) {
        return NULL;
    }
    struct tl_text path = {0};
    tl_traces_print_path(&path, options->traces, roster->scenario, roster->replication);
    struct tl_trace_writer *writer = tl_trace_writer_open(tl_text_get(&path), roster, err);
    tl_text_clear(&path);
    return writer;
}

bool tl_replicate_work(void *context, const struct tl_model *model, const struct tl_job *job, int fd)
{
    const struct tl_replicate *self = context;
    struct tl_measures *measures = self->measures[job->model];
    struct tl_roster roster = model->roster;
    roster.seed = self->options->seed;
    roster.replication = job->replication;
    struct tl_error err = {0};
    struct tl_trace_writer *writer = open_trace(self->options, &roster, &err);
    if (!tl_error_is_empty(&err)) {
        return fail(fd, &err);
    }
    abort_where_told(model, job->replication);
    struct tl_sink sinks[3] = {tl_measures_sink(measures)};
    size_t sink_count = 1;
    struct tl_fingerprint *fingerprint = self->options->fingerprints ? tl_fingerprint_create(&roster) : NULL;
    if (fingerprint) {
        sinks[sink_count++] = tl_fingerprint_sink(fingerprint);
    }
    if (writer) {
        sinks[sink_count++] = tl_trace_writer_sink(writer);
    }
    tl_kernel_run(model, roster.seed, job->replication, sinks, sink_count, NULL, NULL);
    if (writer && !tl_trace_writer_close(writer, &err)) {
        return fail(fd, &err);
    }
    struct tl_result result = {.outcome = *tl_measures_finish(measures)};
    if (fingerprint) {
        tl_fingerprint_get(fingerprint, result.fingerprint);
        tl_fingerprint_destroy(fingerprint);
    }
    if (!tl_result_write(fd, tl_result_shape_of(measures, &roster), &result)) {
        tl_error_add(&err, TL_FAULT_WORLD, "cannot hand over a replication's result: %s", strerror(errno));
        return fail(fd, &err);
    }
    return true;
}
