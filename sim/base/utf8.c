#include "base/utf8.h"

#include "base/text.h"

/* Lead bytes: how many bytes follow, which bits count, and the least code point that needs this length. */
static const struct {
    unsigned char mask;
    unsigned char lead;
    unsigned char bytes;
    uint32_t least;
} forms[] = {
    {0x80, 0x00, 1, 0x00},
    {0xE0, 0xC0, 2, 0x80},
    {0xF0, 0xE0, 3, 0x800},
    {0xF8, 0xF0, 4, 0x10000},
};

size_t tl_utf8_decode(const char *text, uint32_t *code)
{
    unsigned char first = (unsigned char)text[0];
    for (size_t f = 0; first && f < sizeof forms / sizeof *forms; f++) {
        if ((first & forms[f].mask) != forms[f].lead) {
            continue;
        }
        uint32_t value = (uint32_t)(first & ~forms[f].mask & 0xFF);
        for (size_t i = 1; i < forms[f].bytes; i++) {
            unsigned char next = (unsigned char)text[i];
            if ((next & 0xC0) != 0x80) {
                return 0;
            }
            value = value << 6 | (next & 0x3F);
        }
        if (value < forms[f].least || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
            return 0;
        }
        *code = value;
        return forms[f].bytes;
    }
    return 0;
}

/* Ranges of code points that take no column: combining marks, zero-width characters, variation selectors. */
static const uint32_t widthless[][2] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x064B, 0x065F},
    {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x20D0, 0x20FF},
    {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF},
};

static int width_of(uint32_t code)
{
    for (size_t i = 0; i < sizeof widthless / sizeof *widthless; i++) {
        if (code >= widthless[i][0] && code <= widthless[i][1]) {
            return 0;
        }
    }
    return 1;
}

int tl_text_width(const char *utf8)
{
    int width = 0;
    while (*utf8) {
        uint32_t code = 0;
        size_t bytes = tl_utf8_decode(utf8, &code);
        width += bytes ? width_of(code) : 1; /* a terminal shows one sign for a byte it cannot read */
        utf8 += bytes ? bytes : 1;
    }
    return width;
}
