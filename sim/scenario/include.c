/* One file and all that it includes become one text, with a map of its lines. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/utf8.h"
#include "scenario/source.h"

#define TL_FILE_BYTES ((size_t)64 << 20) /* larger files are taken for a mistake */

/* The files under way, innermost first, to notice a circle. */
struct chain {
    const struct chain *outer;
    const char *file;
    struct stat id;
};

struct reader {
    struct tl_arena *arena;
    struct tl_source *source;
    struct tl_mistakes *mistakes;
};

void tl_source_clear(struct tl_source *source)
{
    tl_text_clear(&source->text);
    free(source->lines);
    *source = (struct tl_source){0};
}

struct tl_origin tl_source_origin(const struct tl_source *source, int line)
{
    if (source->line_count == 0) {
        return (struct tl_origin){0};
    }
    size_t index = line > 0 ? (size_t)line - 1 : 0;
    return source->lines[index < source->line_count ? index : source->line_count - 1];
}

const char *tl_path_folder(struct tl_arena *arena, const char *file)
{
    const char *slash = strrchr(file, '/');
    return slash ? tl_arena_print(arena, "%.*s", (int)(slash + 1 - file), file) : "";
}

const char *tl_path_join(struct tl_arena *arena, const char *folder, const char *name)
{
    return *name == '/' ? tl_arena_copy(arena, name) : tl_arena_print(arena, "%s%s", folder, name);
}

static void add_line(struct tl_source *source, const char *line, size_t size, const struct tl_origin *where)
{
    tl_text_add_bytes(&source->text, line, size);
    tl_text_add_char(&source->text, '\n');
    source->lines = tl_grow(source->lines, source->line_count, &source->line_capacity, sizeof *source->lines);
    source->lines[source->line_count++] = *where;
}

void tl_source_set(struct tl_source *source, const char *text, const struct tl_origin *where)
{
    add_line(source, text, strlen(text), where);
}

/* Skip a text in quotes; `at` is at its first quote. Returns what follows it, or NULL when the line ends within. */
static const char *skip_text(const char *at)
{
    for (at++; *at != '"'; at++) {
        at += *at == '\\' && at[1] != '\0';
        if (*at == '\0') {
            return NULL;
        }
    }
    return at + 1;
}

/* Follow comments through one line; *inside says whether a comment of many lines is open, before and after.
 * Returns false when a text in quotes is not closed. */
static bool scan_line(const char *at, bool *inside)
{
    while (*at) {
        if (*inside) {
            const char *end = strstr(at, "*/");
            if (!end) {
                return true;
            }
            *inside = false;
            at = end + 2;
        } else if (*at == '"') {
            at = skip_text(at);
            if (!at) {
                return false;
            }
        } else if (*at == '#' || (*at == '/' && at[1] == '/')) {
            return true;
        } else if (*at == '/' && at[1] == '*') {
            *inside = true;
            at += 2;
        } else {
            at++;
        }
    }
    return true;
}

static const char *skip_blanks(const char *at)
{
    return at + strspn(at, " \t\r");
}

/* Does the line hold an @include? name  out: what is included, or NULL where that is not said properly */
static bool find_include(struct tl_arena *arena, const char *line, const char **name)
{
    static const char word[] = "@include";
    const char *at = skip_blanks(line);
    if (strncmp(at, word, sizeof word - 1) != 0) {
        return false;
    }
    at = skip_blanks(at + sizeof word - 1);
    size_t size = *at == '"' ? strcspn(at + 1, "\"\\") : 0;
    *name = NULL;
    if (size > 0 && at[1 + size] == '"') {
        const char *rest = skip_blanks(at + size + 2);
        if (*rest == '\0' || *rest == '#' || strncmp(rest, "//", 2) == 0) {
            *name = tl_arena_print(arena, "%.*s", (int)size, at + 1);
        }
    }
    return true;
}

static bool read_file(struct reader *r, const char *file, const struct tl_origin *from,
                      const struct chain *outer);

static bool read_include(struct reader *r, const char *line, const char *name, const struct tl_origin *where,
                         const struct chain *chain)
{
    if (!name) {
        return tl_mistake_add(r->mistakes, where, NULL, skip_blanks(line),
                              "is written alone on its line: @include \"file.cfg\"");
    }
    const char *folder = tl_path_folder(r->arena, chain->file);
    return read_file(r, tl_path_join(r->arena, folder, name), where, chain);
}

/* Take in the lines of `text`, which it cuts into strings. */
static bool read_lines(struct reader *r, char *text, const struct chain *chain)
{
    bool inside = false;
    struct tl_origin opened = {0};
    struct tl_origin where = {chain->file, 1};
    for (char *line = text, *next; *line; line = next, where.line++) {
        const char *name;
        next = line + strcspn(line, "\n");
        size_t size = (size_t)(next - line);
        next += *next == '\n';
        line[size] = '\0';
        if (!inside && find_include(r->arena, line, &name)) {
            if (!read_include(r, line, name, &where, chain)) {
                return false;
            }
            continue;
        }
        bool before = inside;
        if (!scan_line(line, &inside)) {
            return tl_mistake_add(r->mistakes, &where, NULL, skip_blanks(line),
                                  "a text in quotes must end on its line");
        }
        if (inside && !before) {
            opened = where;
        }
        add_line(r->source, line, size, &where);
    }
    return !inside ||
           tl_mistake_add(r->mistakes, &opened, NULL, NULL, "the comment that begins here is never closed");
}

/* Bytes that cannot be text; names the first line that has any. */
static bool check_bytes(struct reader *r, const struct tl_text *text, const char *file)
{
    const char *data = tl_text_get(text);
    if (strncmp(data, "\xEF\xBB\xBF", 3) == 0) {
        struct tl_origin first = {file, 1};
        return tl_mistake_add(r->mistakes, &first, NULL, NULL,
                              "starts with a byte order mark; save it as UTF-8 without one");
    }
    struct tl_origin where = {file, 1};
    for (size_t i = 0; i < text->size;) {
        uint32_t code;
        size_t bytes = tl_utf8_decode(data + i, &code);
        if (bytes == 0) {
            return tl_mistake_add(r->mistakes, &where, NULL, NULL, "%s",
                                  data[i] ? "holds bytes that are not UTF-8" : "holds a NUL byte");
        }
        where.line += data[i] == '\n';
        i += bytes;
    }
    return true;
}

static bool fail_to_read(struct reader *r, const char *file, const struct tl_origin *from, const char *why)
{
    if (from->file) {
        return tl_mistake_add(r->mistakes, from, NULL, NULL, "cannot read %s: %s", file, why);
    }
    struct tl_origin itself = {file, 0};
    return tl_mistake_add(r->mistakes, &itself, NULL, NULL, "cannot read it: %s", why);
}

static bool report_circle(struct reader *r, const struct tl_origin *from, const struct chain *innermost,
                          const char *file)
{
    const char *way = file;
    for (const struct chain *c = innermost; c; c = c->outer) {
        way = tl_arena_print(r->arena, "%s -> %s", c->file, way);
    }
    return tl_mistake_add(r->mistakes, from, NULL, NULL, "files include each other in a circle: %s", way);
}

static bool load(struct reader *r, FILE *in, const char *file, const struct tl_origin *from,
                 struct tl_text *text)
{
    char block[16384];
    size_t got;
    while ((got = fread(block, 1, sizeof block, in)) > 0) {
        tl_text_add_bytes(text, block, got);
        if (text->size > TL_FILE_BYTES) {
            return fail_to_read(r, file, from, "larger than 64 MiB");
        }
    }
    return !ferror(in) || fail_to_read(r, file, from, strerror(errno));
}

/* Open, load and take in one file. from  where it is included, for messages about its absence */
static bool read_file(struct reader *r, const char *file, const struct tl_origin *from,
                      const struct chain *outer)
{
    bool is_stdin = strcmp(file, TL_STDIN_NAME) == 0;
    struct chain chain = {outer, is_stdin ? TL_STDIN_DISPLAY : file, {0}};
    FILE *in = is_stdin ? stdin : fopen(file, "r");
    if (!in) {
        return fail_to_read(r, file, from, strerror(errno));
    }
    bool good = fstat(fileno(in), &chain.id) == 0 || fail_to_read(r, file, from, strerror(errno));
    good = good && (!S_ISDIR(chain.id.st_mode) || fail_to_read(r, file, from, "it is a folder"));
    for (const struct chain *c = outer; c && good; c = c->outer) {
        if (c->id.st_dev == chain.id.st_dev && c->id.st_ino == chain.id.st_ino) {
            good = report_circle(r, from, outer, file);
        }
    }
    struct tl_text text = {0};
    good = good && load(r, in, chain.file, from, &text) && check_bytes(r, &text, chain.file) &&
           (text.size == 0 || read_lines(r, text.data, &chain));
    tl_text_clear(&text);
    if (!is_stdin) {
        fclose(in);
    }
    return good;
}

bool tl_source_read(struct tl_arena *arena, const char *file, const struct tl_origin *from,
                    struct tl_source *source, struct tl_mistakes *mistakes)
{
    struct reader r = {arena, source, mistakes};
    struct tl_origin nowhere = {0};
    return read_file(&r, tl_arena_copy(arena, file), from ? from : &nowhere, NULL);
}
