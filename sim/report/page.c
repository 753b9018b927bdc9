#include "report/page.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const struct {
    const char *begin;
    const char *end;
} inks[] = {
    [TL_INK_PLAIN] = {"", ""},
    [TL_INK_BOLD] = {"\033[1m", "\033[0m"},
    [TL_INK_FAINT] = {"\033[2m", "\033[0m"},
    [TL_INK_CURVE] = {"\033[1;36m", "\033[0m"},
    [TL_INK_WARNING] = {"\033[1;31m", "\033[0m"},
    [TL_INK_GOOD] = {"\033[32m", "\033[0m"},
    [TL_INK_WAIT] = {"\033[33m", "\033[0m"},
    [TL_INK_MOVE] = {"\033[34m", "\033[0m"},
};

/* What the environment says, NULL where it says nothing. */
static const char *find_setting(const char *name)
{
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

/* The first of these that is set decides, as POSIX has it for LC_CTYPE. */
static bool has_utf8(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = find_setting(names[i]);
        if (value) {
            return strcasestr(value, "utf-8") || strcasestr(value, "utf8");
        }
    }
    return false;
}

static int find_width(int fd)
{
    struct winsize size = {0};
    if (!isatty(fd) || ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
        return TL_PAGE_DEFAULT;
    }
    return size.ws_col < TL_PAGE_NARROWEST ? TL_PAGE_NARROWEST : size.ws_col;
}

static bool has_color(int fd)
{
    const char *terminal = find_setting("TERM");
    return isatty(fd) && !find_setting("NO_COLOR") && terminal && strcmp(terminal, "dumb") != 0;
}

struct tl_page tl_page_detect(FILE *file, enum tl_color color)
{
    int fd = fileno(file);
    return (struct tl_page){
        .width = find_width(fd),
        .utf8 = has_utf8(),
        .color = color == TL_COLOR_ALWAYS || (color == TL_COLOR_AUTO && has_color(fd)),
    };
}

void tl_page_begin(const struct tl_page *page, struct tl_text *out, enum tl_ink ink)
{
    if (page->color) {
        tl_text_add(out, inks[ink].begin);
    }
}

void tl_page_end(const struct tl_page *page, struct tl_text *out, enum tl_ink ink)
{
    if (page->color) {
        tl_text_add(out, inks[ink].end);
    }
}

void tl_page_add(const struct tl_page *page, struct tl_text *out, enum tl_ink ink, const char *text)
{
    tl_page_begin(page, out, ink);
    tl_text_add(out, text);
    tl_page_end(page, out, ink);
}

/* The columns of the `bytes` bytes at `word`. */
static int measure_word(const char *word, size_t bytes)
{
    struct tl_text copy = {0};
    tl_text_add_bytes(&copy, word, bytes);
    int width = tl_text_width(tl_text_get(&copy));
    tl_text_clear(&copy);
    return width;
}

void tl_page_fill(const struct tl_page *page, struct tl_text *out, int column, int indent, const char *text)
{
    bool fresh = true; /* nothing stands on this line yet */
    while (*(text += strspn(text, " "))) {
        size_t bytes = strcspn(text, " ");
        int width = measure_word(text, bytes);
        if (!fresh && column + 1 + width > page->width) {
            tl_text_print(out, "\n%*s", indent, "");
            column = indent;
            fresh = true;
        }
        if (!fresh) {
            tl_text_add_char(out, ' ');
            column++;
        }
        tl_text_add_bytes(out, text, bytes);
        column += width;
        text += bytes;
        fresh = false;
    }
    tl_text_add_char(out, '\n');
}

/* The bytes of the shell word at `command`: up to a space that is neither in single quotes nor behind a backslash. */
static size_t find_word_end(const char *command)
{
    size_t end = 0;
    bool quoted = false;
    for (; command[end] && (quoted || command[end] != ' '); end++) {
        if (command[end] == '\'') {
            quoted = !quoted;
        } else if (command[end] == '\\' && !quoted && command[end + 1]) {
            end++;
        }
    }
    return end;
}

void tl_page_fill_command(const struct tl_page *page, struct tl_text *out, int column, int indent,
                          const char *command)
{
    bool fresh = true; /* nothing stands on this line yet */
    while (*(command += strspn(command, " "))) {
        size_t bytes = find_word_end(command);
        int width = measure_word(command, bytes);
        bool last = command[bytes + strspn(command + bytes, " ")] == '\0';
        if (!fresh && column + 1 + width + (last ? 0 : 2) > page->width) {
            tl_text_print(out, " \\\n%*s", indent, "");
            column = indent;
            fresh = true;
        }
        if (!fresh) {
            tl_text_add_char(out, ' ');
            column++;
        }
        tl_text_add_bytes(out, command, bytes);
        column += width;
        command += bytes;
        fresh = false;
    }
    tl_text_add_char(out, '\n');
}
