/* The file under a trace writer: gzip members, written beside the target and renamed when complete. */
#ifndef TL_TRACE_OUTPUT_H
#define TL_TRACE_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct tl_trace_output;

/* path  a regular file, new or replaced; what is there and is none (a device, a pipe) is written to directly
 * Returns NULL and reports where the file cannot be made. */
struct tl_trace_output *tl_trace_output_open(const char *path, struct tl_error *err);

/* Compress bytes into the current member; begins one where none is. Failures are kept for the end. */
void tl_trace_output_add(struct tl_trace_output *output, const void *bytes, size_t size);
void tl_trace_output_end_member(struct tl_trace_output *output);

/* Where the next member will begin. Only between members. */
uint64_t tl_trace_output_offset(const struct tl_trace_output *output);

/* Write bytes as they are. Only between members. */
void tl_trace_output_add_raw(struct tl_trace_output *output, const void *bytes, size_t size);

/* The digest of all bytes of the file so far. Only between members. */
void tl_trace_output_digest(struct tl_trace_output *output, char *digest);

/* Complete the file and free the output, or remove what there is of it and report why (TL_FAULT_WORLD). */
bool tl_trace_output_close(struct tl_trace_output *output, struct tl_error *err);

#endif
