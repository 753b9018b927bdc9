/* The books of a trace: nothing comes out of nothing. What is received was sent, once; an incident is answered or missed, once; persons leave
 * from where they are, and those who are landed were aboard. */
#ifndef TL_TRACE_BOOKS_H
#define TL_TRACE_BOOKS_H

#include <stdbool.h>

#include "event/event.h"
#include "event/people.h"
#include "trace/flaw.h"

/* What has become of the incidents of a process; by number, a byte each. */
struct tl_book_incidents {
    unsigned char *stages;
    size_t count, capacity;
};

struct tl_books {
    const struct tl_roster *roster; /* borrowed */
    bool *open;                     /* [missions] */
    struct tl_event *sent;          /* not received yet, ascending by id */
    size_t sent_count, sent_capacity;
    struct tl_book_incidents *incidents; /* [incident processes] */
    struct tl_people people;
    int64_t *aboard; /* [assets, then services][groups] persons */
    int64_t *done;   /* [missions] of a work, millionths of a unit-day */
};

void tl_books_init(struct tl_books *books, const struct tl_roster *roster);
void tl_books_clear(struct tl_books *books);

/* Fold one event. Returns false where the books do not allow it. */
bool tl_books_take(struct tl_books *books, const struct tl_event *event, struct tl_flaw *flaw);

#endif
