/* Looking at many seeds. In the environment, TL_SEED=N looks at that one seed alone, TL_SEEDS=N at so many. */
#ifndef TL_TEST_PROPERTY_SEEDS_H
#define TL_TEST_PROPERTY_SEEDS_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

/* Look at seeds 1 to count, so many in one process, which says at which one it is, so that a broken assertion of the program names its
 * seed, too. */
static inline void seeds_look(uint64_t count, uint64_t per_process, void (*look)(uint64_t seed))
{
    const char *only = getenv("TL_SEED");
    const char *many = getenv("TL_SEEDS");
    uint64_t first = only != NULL ? strtoull(only, NULL, 10) : 1;
    uint64_t last = only != NULL ? first : many != NULL ? strtoull(many, NULL, 10) : count;
    uint64_t *at = mmap(NULL, sizeof *at, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    ck_assert(at != MAP_FAILED);
    for (uint64_t seed = first; seed <= last; seed += per_process) {
        fflush(NULL);
        pid_t child = fork();
        ck_assert_int_ge(child, 0);
        if (child == 0) {
            for (*at = seed; *at < seed + per_process && *at <= last; ++*at) {
                look(*at);
            }
            _exit(0);
        }
        int status = 0;
        ck_assert_int_eq(waitpid(child, &status, 0), child);
        if (status != 0) {
            fprintf(stderr, "TL_SEED=%llu shows it\n", (unsigned long long)*at);
            exit(EXIT_FAILURE); /* the child has said what failed */
        }
    }
    munmap(at, sizeof *at);
}

#endif
