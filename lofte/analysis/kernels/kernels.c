/* The hot loops of the analysis. Each has a numpy path beside it that gives identical integers; the tests hold
 * them against each other. Plain C11 without Python.h: arrays come as pointers with their lengths, nothing is kept
 * between calls, nothing is allocated that is not freed. Functions return 0, or -1 where memory is short. */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* One build for all machines of a kind: the wider registers are chosen when the library is loaded. */
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__SANITIZE_ADDRESS__)
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
#define WIDE
#endif

/* ---- streams: Philox4x64-10 of Salmon et al. 2011, as numpy's Philox gives it ------------------------------- */

typedef struct {
    uint64_t counter[4], key[2], block[4];
    int used;
} stream;

static inline uint64_t high_and_low(uint64_t a, uint64_t b, uint64_t *low) {
    __uint128_t product = (__uint128_t)a * b;
    *low = (uint64_t)product;
    return (uint64_t)(product >> 64);
}

static void next_block(stream *s) {
    for (int i = 0; i < 4 && ++s->counter[i] == 0; i++) {}
    uint64_t c0 = s->counter[0], c1 = s->counter[1], c2 = s->counter[2], c3 = s->counter[3];
    uint64_t k0 = s->key[0], k1 = s->key[1];
    for (int round = 0; round < 10; round++) {
        uint64_t low0, low1;
        uint64_t high0 = high_and_low(UINT64_C(0xD2E7470EE14C6C93), c0, &low0);
        uint64_t high1 = high_and_low(UINT64_C(0xCA5A826395121157), c2, &low1);
        c0 = high1 ^ c1 ^ k0;
        c1 = low1;
        c2 = high0 ^ c3 ^ k1;
        c3 = low0;
        k0 += UINT64_C(0x9E3779B97F4A7C15);
        k1 += UINT64_C(0xBB67AE8584CAA73B);
    }
    s->block[0] = c0, s->block[1] = c1, s->block[2] = c2, s->block[3] = c3;
    s->used = 0;
}

static inline stream stream_of(uint64_t seed, uint64_t replicate) {
    stream s = {.counter = {0, 0, 0, 0}, .key = {seed, replicate}, .used = 4};
    return s;
}

static inline uint64_t next_word(stream *s) {
    if (s->used == 4) next_block(s);
    return s->block[s->used++];
}

/* A whole number below n: the high half of a product. The bias is below n / 2^64. */
static inline uint64_t below(stream *s, uint64_t n) {
    uint64_t low;
    return high_and_low(next_word(s), n, &low);
}

void lofte_words(uint64_t seed, uint64_t replicate, int64_t n, uint64_t *words) {
    stream s = stream_of(seed, replicate);
    for (int64_t i = 0; i < n; i++) words[i] = next_word(&s);
}

/* Shuffle of one replicate, inside each stratum [starts[k], starts[k + 1]) of `order`. */
static void shuffle(stream *s, int64_t n_strata, const int64_t *starts, int32_t *order) {
    for (int64_t k = 0; k < n_strata; k++) {
        int32_t *part = order + starts[k];
        for (int64_t i = starts[k + 1] - starts[k] - 1; i > 0; i--) {
            int64_t j = (int64_t)below(s, (uint64_t)i + 1);
            int32_t kept = part[i];
            part[i] = part[j];
            part[j] = kept;
        }
    }
}

/* Shuffled copies of `order`, one row for each replicate first .. first + n_replicates - 1. */
void lofte_shuffles(uint64_t seed, int64_t first, int64_t n_replicates, int64_t n, const int32_t *order,
                    int64_t n_strata, const int64_t *starts, int32_t *out) {
    for (int64_t r = 0; r < n_replicates; r++) {
        stream s = stream_of(seed, (uint64_t)(first + r));
        memcpy(out + r * n, order, (size_t)n * sizeof *order);
        shuffle(&s, n_strata, starts, out + r * n);
    }
}

/* ---- scan: space-time and spatial scan statistics ------------------------------------------------------------ */

/* ---- knox: pairs near in space and time ----------------------------------------------------------------------- */

/* ---- space: densities, local statistics ----------------------------------------------------------------------- */

/* ---- counts: cubes, alarms ------------------------------------------------------------------------------------ */
