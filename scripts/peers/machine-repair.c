/* Machine repair on a bare binary heap: the least that a discrete-event program can cost. Machines fail after exponential work,
 * wait in one line, and are repaired in exponential time by a few repairers. scripts/bench compiles and times it.
 *     machine-repair MACHINES REPAIRERS WORK_S REPAIR_S WARMUP_S HORIZON_S REPLICATIONS
 * Prints the failures and repairs of all replications, and the mean of broken machines after the warm-up. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct entry {
    double time_s;
    int machine;
    int repaired; /* 0: it fails then */
};

struct shop {
    struct entry *heap;
    int size;
    int *line; /* waiting machines: a ring */
    int first, waiting, free, machines, broken;
    uint64_t random;
};

/* SplitMix64 (Steele, Lea and Flood, 2014), turned into an exponential time by inversion. */
static double draw(struct shop *shop, double mean_s)
{
    uint64_t x = (shop->random += 0x9e3779b97f4a7c15u);
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    x ^= x >> 31;
    return -mean_s * log(((double)(x >> 11) + 0.5) * 0x1p-53);
}

static void push(struct shop *shop, struct entry entry)
{
    int i = shop->size++;
    for (int parent; i > 0 && shop->heap[parent = (i - 1) / 2].time_s > entry.time_s; i = parent) {
        shop->heap[i] = shop->heap[parent];
    }
    shop->heap[i] = entry;
}

static struct entry pop(struct shop *shop)
{
    struct entry top = shop->heap[0];
    struct entry last = shop->heap[--shop->size];
    int i = 0;
    for (int child; (child = 2 * i + 1) < shop->size; i = child) {
        child += child + 1 < shop->size && shop->heap[child + 1].time_s < shop->heap[child].time_s;
        if (shop->heap[child].time_s >= last.time_s) {
            break;
        }
        shop->heap[i] = shop->heap[child];
    }
    shop->heap[i] = last;
    return top;
}

static void start_repair(struct shop *shop, int machine, double now_s, double repair_s)
{
    shop->free--;
    push(shop, (struct entry){now_s + draw(shop, repair_s), machine, 1});
}

static void fail(struct shop *shop, int machine, double now_s, double repair_s)
{
    shop->broken++;
    if (shop->free > 0) {
        start_repair(shop, machine, now_s, repair_s);
    } else {
        shop->line[(shop->first + shop->waiting++) % shop->machines] = machine;
    }
}

static void finish(struct shop *shop, int machine, double now_s, double work_s, double repair_s)
{
    shop->broken--;
    shop->free++;
    push(shop, (struct entry){now_s + draw(shop, work_s), machine, 0});
    if (shop->waiting > 0) {
        int next = shop->line[shop->first];
        shop->first = (shop->first + 1) % shop->machines;
        shop->waiting--;
        start_repair(shop, next, now_s, repair_s);
    }
}

/* One replication. Returns the integral of broken machines over time after the warm-up; events  in and out: counted up */
static double run(struct shop *shop, double work_s, double repair_s, double warmup_s, double horizon_s,
                  uint64_t *events)
{
    double broken_s = 0;
    for (int i = 0; i < shop->machines; i++) {
        push(shop, (struct entry){draw(shop, work_s), i, 0});
    }
    for (double since_s = warmup_s;;) {
        struct entry due = pop(shop);
        double until_s = due.time_s < horizon_s ? due.time_s : horizon_s;
        if (until_s > since_s) {
            broken_s += shop->broken * (until_s - since_s);
            since_s = until_s;
        }
        if (due.time_s > horizon_s) {
            return broken_s;
        }
        ++*events;
        if (due.repaired) {
            finish(shop, due.machine, due.time_s, work_s, repair_s);
        } else {
            fail(shop, due.machine, due.time_s, repair_s);
        }
    }
}

int main(int argc, char **argv)
{
    if (argc != 8) {
        fprintf(stderr, "usage: %s MACHINES REPAIRERS WORK_S REPAIR_S WARMUP_S HORIZON_S REPLICATIONS\n",
                argv[0]);
        return 2;
    }
    double warmup_s = atof(argv[5]);
    double horizon_s = atof(argv[6]);
    struct shop shop = {.machines = atoi(argv[1])};
    shop.heap = calloc((size_t)shop.machines + 1, sizeof *shop.heap);
    shop.line = calloc((size_t)shop.machines + 1, sizeof *shop.line);
    uint64_t events = 0;
    double broken_s = 0;
    int replications = atoi(argv[7]);
    for (int k = 0; k < replications; k++) {
        shop.size = shop.first = shop.waiting = shop.broken = 0;
        shop.free = atoi(argv[2]);
        broken_s += run(&shop, atof(argv[3]), atof(argv[4]), warmup_s, horizon_s, &events);
    }
    printf("%llu %.4f\n", (unsigned long long)events, broken_s / replications / (horizon_s - warmup_s));
    free(shop.heap);
    free(shop.line);
    return 0;
}
