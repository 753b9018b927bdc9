#include "base/stream.h"

#include <Random123/philox.h>

/* The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): a bijection of 64 bits. */
static uint64_t mix(uint64_t x)
{
    x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
    return x ^ (x >> 31);
}

/* 128 bits do not fit into the key's 64. Chained bijections keep apart what must be: all replications of a seed, and
 * all seeds of a replication, have different keys for certain; any other two pairs share one with probability 2^-64. */
static uint64_t mix_key(uint64_t seed, uint64_t replication)
{
    uint64_t seeded = mix(seed + UINT64_C(0x9E3779B97F4A7C15));
    return mix(seeded ^ replication);
}

void tl_stream_init(struct tl_stream *stream, uint64_t seed, uint64_t replication, uint64_t name_hash)
{
    uint64_t key = mix_key(seed, replication);
    stream->key[0] = (uint32_t)key;
    stream->key[1] = (uint32_t)(key >> 32);
    stream->stream = name_hash;
    stream->draws = 0;
}

void tl_stream_draw(struct tl_stream *stream, double *uniform)
{
    philox4x32_ctr_t counter = {{(uint32_t)stream->stream, (uint32_t)(stream->stream >> 32),
                                 (uint32_t)stream->draws, (uint32_t)(stream->draws >> 32)}};
    philox4x32_key_t key = {{stream->key[0], stream->key[1]}};
    philox4x32_ctr_t random = philox4x32(counter, key);
    stream->draws++;
    uint64_t bits = (uint64_t)random.v[1] << 32 | random.v[0];
    /* 52 bits and a half: with 53 the half would be rounded away above 1/2, up to 1 itself */
    *uniform = ((double)(bits >> 12) + 0.5) * 0x1p-52;
}
