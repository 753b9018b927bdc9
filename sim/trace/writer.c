#include "trace/writer.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "trace/digests.h"
#include "trace/header.h"
#include "trace/index.h"
#include "trace/line.h"
#include "trace/output.h"

#define BLOCK_BYTES ((size_t)32 * 1024) /* lines are hashed and compressed in blocks of about this size */

struct tl_trace_writer {
    const struct tl_roster *roster;
    struct tl_trace_output *output;
    struct tl_trace_words words;
    struct tl_trace_digests digests;
    struct tl_trace_index index;
    char *block; /* lines of one day, room for BLOCK_BYTES and one line */
    size_t block_size;
    size_t day;        /* theirs */
    int member_events; /* in the member under way */
    int64_t last_id;
    int64_t last_time_s;
};

static void write_header(struct tl_trace_writer *writer)
{
    struct tl_text header = {0};
    tl_trace_header_print(writer->roster, &header);
    tl_trace_output_add(writer->output, header.data, header.size);
    tl_trace_output_end_member(writer->output);
    tl_text_clear(&header);
}

struct tl_trace_writer *tl_trace_writer_open(const char *path, const struct tl_roster *roster,
                                             struct tl_error *err)
{
    struct tl_trace_output *output = tl_trace_output_open(path, err);
    if (!output) {
        return NULL;
    }
    struct tl_trace_writer *writer = tl_alloc(1, sizeof *writer);
    writer->roster = roster;
    writer->output = output;
    tl_trace_words_init(&writer->words, roster);
    writer->block = tl_alloc(BLOCK_BYTES + writer->words.line_max, 1);
    tl_trace_digests_init(&writer->digests, roster);
    write_header(writer);
    return writer;
}

static void flush_block(struct tl_trace_writer *writer)
{
    if (writer->block_size > 0) {
        tl_trace_digests_add(&writer->digests, writer->day, writer->block, writer->block_size);
        tl_trace_output_add(writer->output, writer->block, writer->block_size);
        writer->block_size = 0;
    }
}

static void end_member(struct tl_trace_writer *writer)
{
    flush_block(writer);
    tl_trace_output_end_member(writer->output);
    writer->member_events = 0;
}

static void take_event(void *self, const struct tl_event *event)
{
    struct tl_trace_writer *writer = self;
    assert(event->id == writer->last_id + 1 && event->cause >= 0 && event->cause < event->id);
    assert(event->time_s >= writer->last_time_s && event->time_s <= writer->roster->horizon_s);
    if (writer->member_events == TL_TRACE_MEMBER_EVENTS) {
        end_member(writer);
    }
    if (writer->member_events == 0) {
        tl_trace_index_add(&writer->index, event->time_s, event->id, tl_trace_output_offset(writer->output));
    }
    size_t day = tl_trace_digests_day(&writer->digests, event->time_s);
    if (day != writer->day || writer->block_size > BLOCK_BYTES) {
        flush_block(writer);
        writer->day = day;
    }
    char *line = writer->block + writer->block_size;
    size_t size = tl_trace_line_print(&writer->words, event, line);
    tl_trace_digests_add_missions(&writer->digests, event, line, size);
    writer->block_size += size;
    writer->member_events++;
    writer->last_id = event->id;
    writer->last_time_s = event->time_s;
}

struct tl_sink tl_trace_writer_sink(struct tl_trace_writer *writer)
{
    return (struct tl_sink){take_event, writer};
}

/* The last line goes into the last member of events, or makes one where there is none. */
static void write_end(struct tl_trace_writer *writer)
{
    struct tl_text end = {0};
    int64_t id = writer->last_id + 1;
    if (writer->member_events == 0) {
        tl_trace_index_add(&writer->index, writer->roster->horizon_s, id,
                           tl_trace_output_offset(writer->output));
    }
    flush_block(writer);
    tl_trace_digests_finish(&writer->digests);
    tl_trace_end_print(writer->roster, &writer->digests, id, &end);
    tl_trace_output_add(writer->output, end.data, end.size);
    tl_trace_output_end_member(writer->output);
    tl_text_clear(&end);
}

static void write_index(struct tl_trace_writer *writer)
{
    struct tl_text members = {0};
    char digest[TL_DIGEST_TEXT];
    tl_trace_index_print(&writer->index, tl_trace_output_offset(writer->output), &members);
    tl_trace_output_add_raw(writer->output, members.data, members.size);
    tl_trace_output_digest(writer->output, digest);
    tl_text_reset(&members);
    tl_trace_index_print_tail(digest, &members);
    tl_trace_output_add_raw(writer->output, members.data, members.size);
    tl_text_clear(&members);
}

static void free_writer(struct tl_trace_writer *writer)
{
    tl_trace_words_clear(&writer->words);
    tl_trace_digests_clear(&writer->digests);
    tl_trace_index_clear(&writer->index);
    free(writer->block);
    free(writer);
}

bool tl_trace_writer_close(struct tl_trace_writer *writer, struct tl_error *err)
{
    write_end(writer);
    write_index(writer);
    bool good = tl_trace_output_close(writer->output, err);
    free_writer(writer);
    return good;
}
