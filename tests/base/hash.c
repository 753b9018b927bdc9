#include "base/hash.h"

#include <string.h>

#include "test.h"

/* The published answers of XXH3 for nothing at all. */
START_TEST(known_answers)
{
    ck_assert_uint_eq(tl_hash_text(""), UINT64_C(0x2d06800538d394c2));
    struct tl_digest *digest = tl_digest_create();
    char text[TL_DIGEST_TEXT];
    tl_digest_get(digest, text);
    ck_assert_str_eq(text, "99aa06d3014798d86001c324468d497f");
    tl_digest_destroy(digest);
    tl_digest_destroy(NULL);
}
END_TEST

START_TEST(pieces_do_not_matter)
{
    char bytes[3000];
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (char)(i * 31 % 127);
    }
    struct tl_digest *digest = tl_digest_create();
    char whole[TL_DIGEST_TEXT];
    char pieces[TL_DIGEST_TEXT];
    tl_digest_add(digest, bytes, sizeof bytes);
    tl_digest_get(digest, whole);
    tl_digest_reset(digest);
    for (size_t at = 0, n = 0; at < sizeof bytes; at += n) {
        n = at % 13 < sizeof bytes - at ? at % 13 + 1 : 1;
        n = n < sizeof bytes - at ? n : sizeof bytes - at;
        tl_digest_add(digest, bytes + at, n);
        tl_digest_get(digest, pieces); /* asking in between changes nothing */
    }
    ck_assert_str_eq(pieces, whole);
    ck_assert_uint_eq(strspn(whole, "0123456789abcdef"), 32);
    tl_digest_add(digest, "x", 1);
    tl_digest_get(digest, pieces);
    ck_assert_str_ne(pieces, whole);
    tl_digest_destroy(digest);
}
END_TEST

START_TEST(names_differ)
{
    ck_assert_uint_ne(tl_hash_text("js-kongo/repair"), tl_hash_text("js-kongo/failure"));
    ck_assert_uint_eq(tl_hash_text("js-kongo/repair"), tl_hash_text("js-kongo/repair"));
}
END_TEST

TL_TEST_MAIN(hash, known_answers, pieces_do_not_matter, names_differ)
