/* What every test program shares: Check, and a main() that runs one test case. */
#ifndef TL_TEST_H
#define TL_TEST_H

#include <check.h>
#include <stdlib.h>

/* Close a test file with TL_TEST_MAIN(room, case_a, case_b, ...), each made by START_TEST(case_a). */
#define TL_TEST_MAIN(name, ...)                                                                              \
    int main(void)                                                                                           \
    {                                                                                                        \
        const TTest *const tests[] = {__VA_ARGS__};                                                          \
        Suite *suite = suite_create(#name);                                                                  \
        TCase *tcase = tcase_create(#name);                                                                  \
        tcase_set_timeout(tcase, 240);                                                                       \
        for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {                                          \
            tcase_add_test(tcase, tests[i]);                                                                 \
        }                                                                                                    \
        suite_add_tcase(suite, tcase);                                                                       \
        SRunner *runner = srunner_create(suite);                                                             \
        srunner_run_all(runner, CK_NORMAL);                                                                  \
        int failed = srunner_ntests_failed(runner);                                                          \
        srunner_free(runner);                                                                                \
        return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;                                                    \
    }

#endif
