/* The hot loops of the analysis. Each has a numpy path beside it that gives identical integers; the tests hold
 * them against each other. Plain C11 without Python.h: arrays come as pointers with their lengths, nothing is kept
 * between calls, nothing is allocated that is not freed. Functions return 0, or -1 where memory is short. */

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* One build for all machines of a kind: the wider registers are chosen when the library is loaded, which is too early
 * for the sanitizers. */
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
#define WIDE
#endif
/* The same, and wider still, for the one loop that gains by it. */
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define WIDEST __attribute__((target_clones("arch=skylake-avx512", "avx2", "default")))
#else
#define WIDEST WIDE
#endif

/* ---- streams: Philox4x64-10 of Salmon et al. 2011, as numpy's Philox gives it ------------------------------- */

/* Two blocks of four words at a time: the one is multiplied while the other is waited for. No stream is so long that
 * its counter leaves the first of its four words. */
enum { HELD_WORDS = 8 };

typedef struct {
    uint64_t counter, key[2], words[HELD_WORDS];
    int used;
} stream;

static inline uint64_t high_and_low(uint64_t a, uint64_t b, uint64_t *low) {
    __uint128_t product = (__uint128_t)a * b;
    *low = (uint64_t)product;
    return (uint64_t)(product >> 64);
}

static inline void turn(uint64_t *c, uint64_t k0, uint64_t k1) {
    uint64_t low0, low1;
    uint64_t high0 = high_and_low(UINT64_C(0xD2E7470EE14C6C93), c[0], &low0);
    uint64_t high1 = high_and_low(UINT64_C(0xCA5A826395121157), c[2], &low1);
    c[0] = high1 ^ c[1] ^ k0;
    c[1] = low1;
    c[2] = high0 ^ c[3] ^ k1;
    c[3] = low0;
}

static void next_words(stream *s) {
    uint64_t one[4] = {s->counter + 1, 0, 0, 0}, other[4] = {s->counter + 2, 0, 0, 0}, k0 = s->key[0], k1 = s->key[1];
    for (int round = 0; round < 10; round++) {
        turn(one, k0, k1);
        turn(other, k0, k1);
        k0 += UINT64_C(0x9E3779B97F4A7C15);
        k1 += UINT64_C(0xBB67AE8584CAA73B);
    }
    memcpy(s->words, one, sizeof one);
    memcpy(s->words + 4, other, sizeof other);
    s->counter += 2;
    s->used = 0;
}

static inline stream stream_of(uint64_t seed, uint64_t replicate) {
    stream s = {.key = {seed, replicate}, .used = HELD_WORDS};
    return s;
}

static inline uint64_t next_word(stream *s) {
    if (s->used == HELD_WORDS) next_words(s);
    return s->words[s->used++];
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

/* What the last taken[k] places of stratum k hold after the shuffle of a replicate, one row each: the same as
 * `lofte_shuffles` gives there where there is one stratum, at the cost of what is taken. */
int lofte_draws(uint64_t seed, int64_t first, int64_t n_replicates, int64_t n, const int32_t *order,
                int64_t n_strata, const int64_t *starts, const int64_t *taken, int64_t n_taken, int32_t *out) {
    int32_t *work = malloc((size_t)n * sizeof *work), *swapped = malloc((size_t)(n_taken + 1) * sizeof *swapped);
    if (!work || !swapped) {
        free(work);
        free(swapped);
        return -1;
    }
    memcpy(work, order, (size_t)n * sizeof *work);
    for (int64_t r = 0; r < n_replicates; r++) {
        stream s = stream_of(seed, (uint64_t)(first + r));
        for (int64_t k = 0; k < n_strata; k++) {
            int32_t *part = work + starts[k];
            int64_t size = starts[k + 1] - starts[k], last = size - taken[k];
            for (int64_t i = size - 1; i >= last && i > 0; i--) {
                int64_t j = (int64_t)below(&s, (uint64_t)i + 1);
                int32_t kept = part[i];
                part[i] = part[j];
                part[j] = kept;
                swapped[i - last] = (int32_t)j;
            }
            memcpy(out, part + last, (size_t)taken[k] * sizeof *out);
            out += taken[k];
            for (int64_t i = last > 0 ? last : 1; i < size; i++) {
                int32_t kept = part[i];
                part[i] = part[swapped[i - last]];
                part[swapped[i - last]] = kept;
            }
        }
    }
    free(work);
    free(swapped);
    return 0;
}

/* ---- scan: space-time and spatial scan statistics ------------------------------------------------------------ */

#define SCANNED 64 /* replicates side by side */
#define NO_SIZE INT64_MAX
#define WHOLE_LINES(BYTES) (((BYTES) + 63) / 64 * 64)

/* The least size (of zone times window) at which each count was seen, per replicate: `least[lane][count]`. A zone
 * is seen only where its count is above that of every lesser zone of the same window; others cannot be the
 * likeliest. `best` is not emptied between windows: a longer one never holds less, and what did not change since
 * the window `before` was noted there with a lesser size. */
#define SCAN_LANES(NAME, TYPE)                                                                                     \
    WIDEST static void NAME##_pass(int64_t n_centres, const int64_t *restrict starts, const int32_t *restrict places,\
                                   const int32_t *restrict ranks, const TYPE (*restrict counts)[SCANNED],          \
                                   TYPE (*restrict best)[SCANNED]) {                                               \
        for (int64_t c = 0; c < n_centres; c++) {                                                                  \
            TYPE sum[SCANNED] = {0};                                                                               \
            for (int64_t i = starts[c]; i < starts[c + 1]; i++) {                                                  \
                const TYPE *restrict more = counts[places[i]];                                                     \
                TYPE *restrict b = best[ranks[i]];                                                                 \
                for (int l = 0; l < SCANNED; l++) {                                                                \
                    sum[l] = (TYPE)(sum[l] + more[l]);                                                             \
                    b[l] = sum[l] > b[l] ? sum[l] : b[l];                                                          \
                }                                                                                                  \
            }                                                                                                      \
        }                                                                                                          \
    }                                                                                                              \
                                                                                                                   \
    WIDEST static void NAME##_records(int64_t n_ranks, const int64_t *sizes, int64_t window,                       \
                                      const TYPE (*restrict best)[SCANNED], TYPE (*restrict before)[SCANNED],      \
                                      int64_t limit, int64_t *least) {                                             \
        TYPE seen[SCANNED] = {0};                                                                                  \
        for (int64_t k = 0; k < n_ranks; k++) {                                                                    \
            const TYPE *restrict b = best[k];                                                                      \
            TYPE *restrict old = before[k];                                                                        \
            TYPE above[SCANNED], any = 0;                                                                          \
            for (int l = 0; l < SCANNED; l++) {                                                                    \
                above[l] = (TYPE)((b[l] > seen[l]) & (b[l] > old[l]));                                             \
                any |= above[l];                                                                                   \
                seen[l] = b[l] > seen[l] ? b[l] : seen[l];                                                         \
                old[l] = b[l];                                                                                     \
            }                                                                                                      \
            if (!any) continue;                                                                                    \
            int64_t size = sizes[k] * window;                                                                      \
            for (int l = 0; l < SCANNED; l++) {                                                                    \
                if (!above[l]) continue;                                                                           \
                int64_t *place = least + l * (limit + 1) + b[l];                                                   \
                if (size < *place) *place = size;                                                                  \
            }                                                                                                      \
        }                                                                                                          \
    }                                                                                                              \
                                                                                                                   \
    int NAME(int64_t n_centres, const int64_t *starts, const int32_t *places, const int32_t *ranks,                \
             int64_t n_ranks, const int64_t *sizes, int64_t n_places, int64_t n_windows, const int64_t *windows,   \
             const int64_t *offsets, const int32_t *cells, int64_t limit, int64_t *least) {                        \
        TYPE(*counts)[SCANNED] = aligned_alloc(64, WHOLE_LINES((size_t)n_places * sizeof *counts));                \
        TYPE(*best)[SCANNED] = aligned_alloc(64, WHOLE_LINES((size_t)(n_ranks + 1) * sizeof *best));               \
        TYPE(*before)[SCANNED] = aligned_alloc(64, WHOLE_LINES((size_t)(n_ranks + 1) * sizeof *before));           \
        if (!counts || !best || !before) {                                                                         \
            free(counts);                                                                                          \
            free(best);                                                                                            \
            free(before);                                                                                          \
            return -1;                                                                                             \
        }                                                                                                          \
        memset(counts, 0, (size_t)n_places * sizeof *counts);                                                      \
        memset(best, 0, (size_t)(n_ranks + 1) * sizeof *best);                                                     \
        memset(before, 0, (size_t)(n_ranks + 1) * sizeof *before);                                                 \
        for (int64_t w = 0; w < n_windows; w++) {                                                                  \
            if (offsets[w] == offsets[w + 1]) continue;                                                            \
            for (int64_t k = offsets[w]; k < offsets[w + 1]; k++) counts[cells[k] / SCANNED][cells[k] % SCANNED]++;\
            NAME##_pass(n_centres, starts, places, ranks, (const TYPE(*)[SCANNED])counts, best);                   \
            NAME##_records(n_ranks, sizes, windows[w], (const TYPE(*)[SCANNED])best, before, limit, least);        \
        }                                                                                                          \
        free(counts);                                                                                              \
        free(best);                                                                                                \
        free(before);                                                                                              \
        return 0;                                                                                                  \
    }

SCAN_LANES(lofte_scan_byte, uint8_t)
SCAN_LANES(lofte_scan_short, int16_t)
SCAN_LANES(lofte_scan_long, int32_t)

WIDEST static void scan_most(int64_t n_centres, const int64_t *restrict starts, const int32_t *restrict places,
                             const int16_t (*restrict counts)[SCANNED], int16_t *restrict most) {
    for (int64_t c = 0; c < n_centres; c++) {
        int16_t sum[SCANNED] = {0};
        for (int64_t i = starts[c]; i < starts[c + 1]; i++)
            for (int l = 0; l < SCANNED; l++) sum[l] = (int16_t)(sum[l] + counts[places[i]][l]);
        for (int l = 0; l < SCANNED; l++) most[l] = sum[l] > most[l] ? sum[l] : most[l];
    }
}

/* The most cases that any zone holds in any lane, below 2^15: whether lanes may be narrower. */
int lofte_scan_most(int64_t n_centres, const int64_t *starts, const int32_t *places, int64_t n_places,
                        int64_t n_cells, const int32_t *cells) {
    int16_t(*counts)[SCANNED] = aligned_alloc(64, (size_t)n_places * sizeof *counts), most[SCANNED] = {0};
    if (!counts) return -1;
    memset(counts, 0, (size_t)n_places * sizeof *counts);
    for (int64_t k = 0; k < n_cells; k++) counts[cells[k] / SCANNED][cells[k] % SCANNED]++;
    scan_most(n_centres, starts, places, (const int16_t(*)[SCANNED])counts, most);
    free(counts);
    int greatest = 0;
    for (int l = 0; l < SCANNED; l++) greatest = most[l] > greatest ? most[l] : greatest;
    return greatest;
}

/* What a zone step costs at best, for the bench: two rows of 64 bytes read, one added and one written, in order, over
 * as many rows as a scan has places and sizes. Returns something of what it did, so that it is done. */
WIDEST static int scan_limit(int64_t n_steps, int64_t n_places, int64_t n_ranks, const int16_t (*restrict counts)[32],
                             int16_t (*restrict best)[32]) {
    int16_t sum[32] = {0};
    int64_t place = 0, rank = 0;
    for (int64_t i = 0; i < n_steps; i++) {
        const int16_t *restrict more = counts[place];
        int16_t *restrict b = best[rank];
        for (int l = 0; l < 32; l++) {
            sum[l] = (int16_t)(sum[l] + more[l]);
            b[l] = sum[l] > b[l] ? sum[l] : b[l];
        }
        if (++place == n_places) place = 0;
        if (++rank == n_ranks) rank = 0;
    }
    return sum[0] + best[0][0];
}

int lofte_scan_limit(int64_t n_steps, int64_t n_places, int64_t n_ranks, const int16_t (*counts)[32],
                     int16_t (*best)[32]) {
    return scan_limit(n_steps, n_places, n_ranks, counts, best);
}

/* The same for one set of events at a time, by the windows that begin and end with an event of the zone and hold
 * one of its newest place. Days are 0 to n_days - 1. `to_end`: only windows that end with the last day. Where
 * `per_centre`, each centre has a row of its own in `least`, else all share one. */
typedef struct {
    int64_t n_days, n_before, to_end;
    const int64_t *day_sums;
    int32_t *on_day, *right;
    uint64_t *some; /* a bit for each day with events */
} course;

static inline int64_t next_day(const course *a, int64_t day) { /* the first at or after it, or n_days */
    if (day >= a->n_days) return a->n_days;
    int64_t k = day >> 6;
    uint64_t bits = a->some[k] & (~UINT64_C(0) << (day & 63));
    while (!bits) {
        if (++k > (a->n_days - 1) >> 6) return a->n_days;
        bits = a->some[k];
    }
    return k * 64 + __builtin_ctzll(bits);
}

static inline int64_t day_before(const course *a, int64_t day) { /* the last before it, or -1 */
    if (day <= 0) return -1;
    int64_t k = (day - 1) >> 6;
    uint64_t bits = a->some[k] & (~UINT64_C(0) >> (63 - ((day - 1) & 63)));
    while (!bits) {
        if (--k < 0) return -1;
        bits = a->some[k];
    }
    return k * 64 + 63 - __builtin_clzll(bits);
}

static void windows_about(const course *a, int64_t day, int64_t size, int64_t *least) {
    int64_t n_right = 0;
    int32_t inside = 0;
    for (int64_t e = day; e < a->n_days && e - day < a->n_before; e = next_day(a, e + 1))
        a->right[2 * n_right] = (int32_t)e, a->right[2 * n_right++ + 1] = inside += a->on_day[e];
    inside = 0;
    for (int64_t s = day; s >= 0 && day - s < a->n_before; s = day_before(a, s)) {
        if (s < day) inside += a->on_day[s];
        for (int64_t k = 0; k < n_right && a->right[2 * k] - s < a->n_before; k++) {
            int64_t all = size * (a->day_sums[a->right[2 * k] + 1] - a->day_sums[s]);
            int64_t *place = least + inside + a->right[2 * k + 1];
            if (all < *place) *place = all;
        }
    }
}

static void windows_to_end(const course *a, int64_t newest, int64_t size, int64_t *least) {
    int32_t inside = 0;
    for (int64_t s = day_before(a, a->n_days); s >= 0 && a->n_days - s <= a->n_before; s = day_before(a, s)) {
        inside += a->on_day[s];
        if (s > newest) continue;
        int64_t all = size * (a->day_sums[a->n_days] - a->day_sums[s]);
        if (all < least[inside]) least[inside] = all;
    }
}

/* Puts the days of the events in order of place: those of place p are days[starts[p]] to days[starts[p + 1] - 1]. */
static void by_place(int64_t n, const int32_t *places, const int32_t *days, int64_t n_places, int64_t *starts,
                     int32_t *sorted) {
    for (int64_t k = 0; k < n; k++) starts[places[k] + 2]++;
    for (int64_t p = 0; p < n_places; p++) starts[p + 2] += starts[p + 1];
    for (int64_t k = 0; k < n; k++) sorted[starts[places[k] + 1]++] = days[k];
}

static void about_centre(const course *a, const int64_t *place_starts, const int32_t *days, int64_t n_steps,
                         const int32_t *places, const int64_t *sizes, int64_t *least) {
    int64_t open = 0;
    for (int64_t i = 0; i < n_steps; i++) {
        for (int64_t k = place_starts[places[i]]; k < place_starts[places[i] + 1]; k++) {
            a->on_day[days[k]]++;
            a->some[days[k] >> 6] |= UINT64_C(1) << (days[k] & 63);
        }
        if (sizes[i] < 0) continue; /* more places lie at this distance */
        int64_t newest = -1;
        for (; open <= i; open++)
            for (int64_t k = place_starts[places[open]]; k < place_starts[places[open] + 1]; k++) {
                if (!a->to_end) windows_about(a, days[k], sizes[i], least);
                if (days[k] > newest) newest = days[k];
            }
        if (a->to_end && newest >= 0) windows_to_end(a, newest, sizes[i], least);
    }
    for (int64_t i = 0; i < n_steps; i++)
        for (int64_t k = place_starts[places[i]]; k < place_starts[places[i] + 1]; k++)
            a->on_day[days[k]] = 0, a->some[days[k] >> 6] = 0;
}

int lofte_scan_events(int64_t n_centres, const int64_t *starts, const int32_t *places, const int64_t *sizes,
                      int64_t n_places, int64_t n, const int32_t *event_places, const int32_t *event_days,
                      int64_t n_days, int64_t n_before, const int64_t *day_sums, int64_t to_end, int64_t per_centre,
                      int64_t limit, int64_t *least) {
    int32_t *on_day = calloc((size_t)n_days, sizeof *on_day);
    int32_t *right = malloc(2 * (size_t)n_before * sizeof *right);
    int32_t *days = malloc((size_t)(n ? n : 1) * sizeof *days);
    int64_t *place_starts = calloc((size_t)n_places + 2, sizeof *place_starts);
    uint64_t *some = calloc((size_t)(n_days >> 6) + 1, sizeof *some);
    int fits = on_day && right && days && place_starts && some;
    if (fits) {
        course a = {n_days, n_before, to_end, day_sums, on_day, right, some};
        by_place(n, event_places, event_days, n_places, place_starts, days);
        for (int64_t c = 0; c < n_centres; c++)
            about_centre(&a, place_starts, days, starts[c + 1] - starts[c], places + starts[c], sizes + starts[c],
                         least + (per_centre ? c * (limit + 1) : 0));
    }
    free(on_day);
    free(right);
    free(days);
    free(place_starts);
    free(some);
    return fits ? 0 : -1;
}

/* ---- knox: pairs near in space and time ----------------------------------------------------------------------- */

static inline double apart(double dx, double dy, int64_t by_blocks) {
    return by_blocks ? fabs(dx) + fabs(dy) : sqrt(dx * dx + dy * dy);
}

typedef struct {
    const double *x, *y, *edges;
    int64_t n, n_bands, by_blocks, *slots;
    int32_t *partners;
} pairing;

static inline void meet(const pairing *p, int64_t i, int64_t from, int64_t end) {
    double ends = p->edges[p->n_bands], too_far = ends * ends * (1 + 1e-9);
    for (int64_t j = from; j < end; j++) {
        double dx = p->x[i] - p->x[j], dy = p->y[i] - p->y[j];
        if (dx * dx + dy * dy > too_far) continue;  /* blocks are never shorter than the straight line */
        double distance = apart(dx, dy, p->by_blocks);
        if (distance >= ends || distance < p->edges[0]) continue;
        int64_t band = 0;
        while (distance >= p->edges[band + 1]) band++;
        int64_t at = p->slots[band * p->n + i]++;
        if (p->partners) p->partners[at] = (int32_t)j;
    }
}

/* Pairs of points that lie sorted by cell: i meets i + 1 .. same_end and next_start .. next_end. Called without
 * `partners` it counts them by band and point into `slots`; called with it, `slots` says where each one's begin. */
void lofte_pairs(int64_t n, const double *x, const double *y, const int64_t *same_end, const int64_t *next_start,
                 const int64_t *next_end, int64_t n_bands, const double *edges, int64_t by_blocks, int64_t *slots,
                 int32_t *partners) {
    pairing p = {x, y, edges, n, n_bands, by_blocks, slots, partners};
    for (int64_t i = 0; i < n; i++) {
        meet(&p, i, i + 1, same_end[i]);
        meet(&p, i, next_start[i], next_end[i]);
    }
}

/* How many pairs lie nearer in time than each edge, for 32 replicates side by side; four pairs at a time, so that a
 * count is fetched and put back once for four. The loops over lanes become single instructions. */
enum { LANES = 32, HELD = 32000 };  /* pairs that a 16-bit count holds for certain */

#define NEAR_IN_TIME(NAME, TIME, COUNT, FAR)                                                                       \
    static inline void NAME(const TIME *times, const int32_t *firsts, const int32_t *partners, int64_t n,          \
                            int64_t n_edges, const TIME *edges, COUNT *counts) {                                   \
        for (int64_t p = 0; p < n; p += 4) {                                                                       \
            TIME far[4][LANES];                                                                                    \
            for (int q = 0; q < 4; q++) {                                                                          \
                if (p + q < n) {                                                                                   \
                    const TIME *a = times + (int64_t)firsts[p + q] * LANES;                                        \
                    const TIME *b = times + (int64_t)partners[p + q] * LANES;                                      \
                    for (int l = 0; l < LANES; l++) {                                                              \
                        TIME apart = a[l] - b[l];                                                                  \
                        far[q][l] = apart < 0 ? -apart : apart;                                                    \
                    }                                                                                              \
                } else                                                                                             \
                    for (int l = 0; l < LANES; l++) far[q][l] = FAR;                                               \
            }                                                                                                      \
            for (int64_t e = 0; e < n_edges; e++) {                                                                \
                COUNT *count = counts + e * LANES;                                                                 \
                TIME edge = edges[e];                                                                              \
                for (int l = 0; l < LANES; l++)                                                                    \
                    count[l] -= (COUNT)(-(far[0][l] < edge) - (far[1][l] < edge) - (far[2][l] < edge)              \
                                        - (far[3][l] < edge));                                                     \
            }                                                                                                      \
        }                                                                                                          \
    }

/* Pairs nearer in time than each edge, by replicate and band of distance; `ends` says where each band's pairs end.
 * `out` comes in as noughts. */
#define KNOX(NAME, NEAR, TIME, COUNT)                                                                              \
    WIDE int NAME(uint64_t seed, int64_t first, int64_t n_replicates, int64_t n, const TIME *times,                \
                  int64_t n_bands, const int64_t *ends, const int32_t *firsts, const int32_t *partners,            \
                  int64_t n_edges, const TIME *edges, int64_t *out) {                                              \
        TIME *lanes = calloc((size_t)(n * LANES), sizeof *lanes);                                                  \
        int32_t *orders = malloc((size_t)(n * LANES) * sizeof *orders);                                            \
        COUNT *counts = malloc((size_t)(n_edges * LANES + 1) * sizeof *counts);                                    \
        int64_t all[2] = {0, n};                                                                                   \
        int failed = !lanes || !orders || !counts;                                                                 \
        for (int64_t r = 0; r < n_replicates && !failed; r += LANES) {                                             \
            int64_t used = n_replicates - r < LANES ? n_replicates - r : LANES, from = 0;                          \
            for (int64_t l = 0; l < used; l++) {                                                                   \
                int32_t *order = orders + l * n;                                                                   \
                stream s = stream_of(seed, (uint64_t)(first + r + l));                                             \
                for (int64_t i = 0; i < n; i++) order[i] = (int32_t)i;                                             \
                shuffle(&s, 1, all, order);                                                                        \
            }                                                                                                      \
            for (int64_t i = 0; i < n; i++) /* by rows, so that a line is written once */                          \
                for (int64_t l = 0; l < used; l++) lanes[i * LANES + l] = times[orders[l * n + i]];                \
            for (int64_t band = 0; band < n_bands; band++)                                                         \
                for (int64_t next; from < ends[band]; from = next) {                                               \
                    next = ends[band] - from > HELD ? from + HELD : ends[band];                                    \
                    memset(counts, 0, (size_t)(n_edges * LANES) * sizeof *counts);                                 \
                    NEAR(lanes, firsts + from, partners + from, next - from, n_edges, edges, counts);              \
                    for (int64_t l = 0; l < used; l++)                                                             \
                        for (int64_t e = 0; e < n_edges; e++)                                                      \
                            out[((r + l) * n_bands + band) * n_edges + e] += counts[e * LANES + l];                \
                }                                                                                                  \
        }                                                                                                          \
        free(lanes), free(orders), free(counts);                                                                   \
        return failed ? -1 : 0;                                                                                    \
    }

NEAR_IN_TIME(near_in_days, int16_t, int16_t, INT16_MAX)
NEAR_IN_TIME(near_in_time, double, int64_t, INFINITY)
KNOX(lofte_knox_days, near_in_days, int16_t, int16_t)
KNOX(lofte_knox_times, near_in_time, double, int64_t)

/* ---- space: densities, local statistics ----------------------------------------------------------------------- */

/* The weights of four nodes around a place, in whole numbers that sum to 2^15; returns the first node. */
static inline int64_t weigh(double at, int64_t *weights) {
    double node = floor(at), t = at - node, low = t + 1, high = t - 1, unit = 32768;
    weights[0] = (int64_t)rint(t * high * (t - 2) * (-unit / 6));
    weights[2] = (int64_t)rint(low * t * (t - 2) * (-unit / 2));
    weights[3] = (int64_t)rint(low * t * high * (unit / 6));
    weights[1] = 32768 - weights[0] - weights[2] - weights[3];
    return (int64_t)node - 1;
}

/* Adds each point to the four by four nodes around it. */
void lofte_bin(int64_t n, const double *columns, const double *rows, int64_t n_columns, int64_t *out) {
    for (int64_t i = 0; i < n; i++) {
        int64_t across[4], along[4], column = weigh(columns[i], across), row = weigh(rows[i], along);
        for (int v = 0; v < 4; v++) {
            int64_t *nodes = out + (row + v) * n_columns + column;
            for (int u = 0; u < 4; u++) nodes[u] += along[v] * across[u];
        }
    }
}

/* Draws `most` of n - 1 places without putting back, the first steps of Fisher and Yates, and undoes the swaps. */
static void draw_some(stream *s, int64_t n_others, int64_t most, int32_t *places, int64_t *swaps, int64_t *drawn) {
    for (int64_t m = 0; m < most; m++) {
        int64_t j = m + (int64_t)below(s, (uint64_t)(n_others - m));
        swaps[m] = j;
        drawn[m] = places[j];
        places[j] = places[m];
        places[m] = (int32_t)drawn[m];
    }
    for (int64_t m = most - 1; m >= 0; m--) {
        int32_t kept = places[m];
        places[m] = places[swaps[m]];
        places[swaps[m]] = kept;
    }
}

WIDE static void compare_all(int64_t sum, const int64_t *observed, int64_t n, int64_t *at_least, int64_t *at_most) {
    for (int64_t i = 0; i < n; i++) {
        at_least[i] += sum >= observed[i];
        at_most[i] += sum <= observed[i];
    }
}

/* How often the sum over drawn neighbours is at least and at most the observed one. A replicate draws places among
 * the n - 1 others once; for place i they are counted past i, so the sum changes only where i passes a drawn place. */
int lofte_local(uint64_t seed, int64_t first, int64_t n_replicates, int64_t n, const int64_t *values,
                const int64_t *n_each, const int64_t *observed, int64_t most, int64_t even, int64_t *at_least,
                int64_t *at_most) {
    int32_t *places = malloc((size_t)n * sizeof *places);
    int64_t *room = malloc((size_t)(4 * most + 4) * sizeof *room);
    int failed = !places || !room;
    int64_t *swaps = room, *drawn = room + most, *rising = room + 2 * most, *sums = room + 3 * most;
    for (int64_t i = 0; i < n - 1 && !failed; i++) places[i] = (int32_t)i;
    for (int64_t r = 0; r < n_replicates && !failed; r++) {
        stream s = stream_of(seed, (uint64_t)(first + r));
        draw_some(&s, n - 1, most, places, swaps, drawn);
        sums[0] = 0;
        for (int64_t m = 0; m < most; m++) {
            int64_t at = m;
            sums[m + 1] = sums[m] + values[drawn[m] + 1];
            for (; at > 0 && drawn[rising[at - 1]] > drawn[m]; at--) rising[at] = rising[at - 1];
            rising[at] = m;
        }
        for (int64_t part = 0, from = 0; part <= most; part++) {
            int64_t end = part < most ? drawn[rising[part]] + 1 : n;
            if (even)
                compare_all(sums[most], observed + from, end - from, at_least + from, at_most + from);
            else
                for (int64_t i = from; i < end; i++) {
                    at_least[i] += sums[n_each[i]] >= observed[i];
                    at_most[i] += sums[n_each[i]] <= observed[i];
                }
            from = end;
            if (part == most) break;
            int64_t passed = drawn[rising[part]], change = values[passed] - values[passed + 1];
            for (int64_t c = rising[part] + 1; c <= most; c++) sums[c] += change;
        }
    }
    free(places), free(room);
    return failed ? -1 : 0;
}

/* ---- counts: cubes, alarms ------------------------------------------------------------------------------------ */

/* A cube of counts [3 classes][slots][areas][categories]; a slot is a week (16 bits) or an hour (8 bits), and
 * shape = {first slot, slots, areas, categories}. Rows come in blocks: first where each lands, then the counting, so
 * that the cells are on their way to the cache when they are counted. */
enum { ROWS = 1024, AHEAD = 24 };

#define KEPT(NAME, CELL, SLOT)                                                                                      \
    /* Where each row lands; returns whether a code lies outside. */                                                \
    WIDE static int NAME##_places(const int64_t *shape, int64_t n, const uint16_t *restrict area,                  \
                                  const SLOT *restrict slot, const uint16_t *restrict category,                     \
                                  const int8_t *restrict signed_class, uint32_t *restrict places) {                 \
        uint32_t first = (uint32_t)shape[0], slots = (uint32_t)shape[1], areas = (uint32_t)shape[2];                \
        uint32_t categories = (uint32_t)shape[3], bad = 0;                                                          \
        for (int64_t i = 0; i < n; i++) {                                                                           \
            int32_t sign = signed_class[i];                                                                         \
            uint32_t kind = (uint32_t)(sign < 0 ? -sign : sign) - 1, when = (uint32_t)slot[i] - first;              \
            bad |= (uint32_t)(kind > 2) | (uint32_t)(when >= slots) | (uint32_t)(area[i] >= areas) |                \
                   (uint32_t)(category[i] >= categories);                                                           \
            places[i] = ((kind * slots + when) * areas + area[i]) * categories + category[i];                       \
        }                                                                                                           \
        return bad != 0;                                                                                            \
    }                                                                                                               \
    /* Counts the rows whose sign is `sign`, up (step 1) or down (-1). Returns -1, or the row that was refused, with \
     * all put back: a code outside, a cell that leaves its lane. */                                                \
    static int64_t NAME##_pass(const int64_t *shape, int64_t n, const uint16_t *area, const SLOT *slot,            \
                               const uint16_t *category, const int8_t *signed_class, int sign, int step,           \
                               CELL *cells, int64_t *n_counted) {                                                   \
        uint32_t places[ROWS + AHEAD] = {0};                                                                        \
        *n_counted = 0;                                                                                             \
        for (int64_t from = 0; from < n; from += ROWS) {                                                            \
            int64_t here = n - from < ROWS ? n - from : ROWS, m = 0, k = 0, refused = -1;                           \
            const int8_t *signs = signed_class + from;                                                              \
            if (NAME##_places(shape, here, area + from, slot + from, category + from, signs, places))               \
                for (refused = 0; !NAME##_places(shape, 1, area + from + refused, slot + from + refused,            \
                                                 category + from + refused, signs + refused, places);)              \
                    refused++;                                                                                      \
            else {                                                                                                  \
                for (int64_t j = 0; j < here; j++) {                                                                \
                    places[m] = places[j];                                                                          \
                    m += (signs[j] > 0) == (sign > 0);                                                              \
                }                                                                                                   \
                for (int64_t j = 0; j < AHEAD; j++) places[m + j] = places[0];                                      \
                CELL edge = step > 0 ? (CELL)-1 : 0;                                                                \
                for (; k < m; k++) {                                                                                \
                    __builtin_prefetch(cells + places[k + AHEAD], 1);                                               \
                    CELL *cell = cells + places[k];                                                                 \
                    if (*cell == edge) break;                                                                       \
                    *cell = (CELL)(*cell + step);                                                                   \
                }                                                                                                   \
                if (k < m) {                                                                                        \
                    int64_t seen = 0;                                                                               \
                    for (refused = 0; seen < k || (signs[refused] > 0) != (sign > 0); refused++)                    \
                        seen += (signs[refused] > 0) == (sign > 0);                                                 \
                    while (k > 0) {                                                                                 \
                        k--;                                                                                        \
                        cells[places[k]] = (CELL)(cells[places[k]] - step);                                         \
                    }                                                                                               \
                }                                                                                                   \
            }                                                                                                       \
            if (refused >= 0) {                                                                                     \
                int64_t back;                                                                                       \
                NAME##_pass(shape, from, area, slot, category, signed_class, sign, -step, cells, &back);            \
                return from + refused;                                                                              \
            }                                                                                                       \
            *n_counted += m;                                                                                        \
        }                                                                                                           \
        return -1;                                                                                                  \
    }                                                                                                               \
    /* Adds the rows with a sign above nought, then takes away those below. Returns -1, or the row that was refused, \
     * with all put back as it was. */                                                                              \
    int64_t NAME(const int64_t *shape, int64_t n, const uint16_t *area, const SLOT *slot,                          \
                 const uint16_t *category, const int8_t *signed_class, CELL *cells) {                               \
        int64_t added, taken, refused;                                                                              \
        refused = NAME##_pass(shape, n, area, slot, category, signed_class, 1, 1, cells, &added);                   \
        if (refused >= 0 || added == n) return refused;                                                             \
        refused = NAME##_pass(shape, n, area, slot, category, signed_class, -1, -1, cells, &taken);                 \
        if (refused >= 0) NAME##_pass(shape, n, area, slot, category, signed_class, 1, -1, cells, &added);          \
        return refused;                                                                                             \
    }

KEPT(lofte_kept_weeks, uint16_t, uint16_t)
KEPT(lofte_kept_weeks_wide, uint32_t, uint16_t)
KEPT(lofte_kept_hours, uint16_t, uint8_t)
KEPT(lofte_kept_hours_wide, uint32_t, uint8_t)

/* The yardstick of the bench: increments at places that are known already, one after the other. */
void lofte_increments(int64_t n, const int32_t *places, uint32_t *cells) {
    for (int64_t i = 0; i < n; i++) cells[places[i]]++;
}

/* Sums of windows of whole weeks: cells[week][k] over weeks [starts[w], ends[w]) into out[w][k], k below `size`, in
 * blocks that stay in the nearest cache. */
WIDE void lofte_windows(int64_t size, const uint16_t *restrict cells, int64_t n_windows, const int64_t *starts,
                        const int64_t *ends, int64_t *restrict out) {
    enum { BLOCK = 2048 };
    uint32_t sums[BLOCK];
    for (int64_t w = 0; w < n_windows; w++)
        for (int64_t k = 0; k < size; k += BLOCK) {
            int64_t here = size - k < BLOCK ? size - k : BLOCK;
            memset(sums, 0, sizeof sums);
            for (int64_t week = starts[w]; week < ends[w]; week++) {
                const uint16_t *restrict from = cells + week * size + k;
                for (int64_t j = 0; j < here; j++) sums[j] += from[j];
            }
            for (int64_t j = 0; j < here; j++) out[w * size + k + j] = sums[j];
        }
}

/* ---- disclosure: what can flow around a hidden cell ------------------------------------------------------------- */

#define ENDLESS (INT64_C(1) << 30)

typedef struct {
    int64_t n_nodes, *first, *leaving, *to, *capacity, *level, *next, *queue, *path;
} network;

/* How many steps each node is from the start through arcs with room; -1 where none leads. */
static int64_t levels(network *net, int64_t start, int64_t end) {
    for (int64_t v = 0; v < net->n_nodes; v++) net->level[v] = -1, net->next[v] = net->first[v];
    int64_t done = 0, n = 0;
    net->level[start] = 0, net->queue[n++] = start;
    while (done < n && net->level[end] < 0) {
        int64_t v = net->queue[done++];
        for (int64_t k = net->first[v]; k < net->first[v + 1]; k++) {
            int64_t arc = net->leaving[k], w = net->to[arc];
            if (net->capacity[arc] > 0 && net->level[w] < 0) net->level[w] = net->level[v] + 1, net->queue[n++] = w;
        }
    }
    return net->level[end];
}

/* Pushes along the path what its narrowest arc holds; returns how much, and where it is full first. */
static int64_t pushed(network *net, int64_t depth, int64_t *full) {
    int64_t least = INT64_MAX;
    for (int64_t k = 0; k < depth; k++)
        if (net->capacity[net->path[k]] < least) least = net->capacity[net->path[k]], *full = k;
    for (int64_t k = 0; k < depth; k++)
        net->capacity[net->path[k]] -= least, net->capacity[net->path[k] ^ 1] += least;
    return least;
}

/* Dinic 1970: shortest ways first, until none is left. Stops at ENDLESS, which no finite arcs reach. */
static int64_t greatest_flow(network *net, int64_t start, int64_t end) {
    int64_t flow = 0;
    if (start == end) return ENDLESS;
    while (flow < ENDLESS && levels(net, start, end) >= 0) {
        int64_t depth = 0, v = start;
        while (flow < ENDLESS) {
            if (v == end) {
                flow += pushed(net, depth, &depth);
                v = net->to[net->path[depth] ^ 1];
            }
            int64_t arc = -1;
            for (; net->next[v] < net->first[v + 1]; net->next[v]++) {
                int64_t tried = net->leaving[net->next[v]];
                if (net->capacity[tried] > 0 && net->level[net->to[tried]] == net->level[v] + 1) {
                    arc = tried;
                    break;
                }
            }
            if (arc >= 0) {
                net->path[depth++] = arc, v = net->to[arc];
            } else if (depth) {
                v = net->to[net->path[--depth] ^ 1], net->next[v]++;
            } else {
                break;
            }
        }
    }
    return flow < ENDLESS ? flow : ENDLESS;
}

/* The greatest flow from start to end of each asked arc when that arc is closed. Arc e leads from tail to head with
 * room `more`, and back with room `less`; `room` holds 5 * n_nodes + 1 + 8 * n_arcs numbers. */
void lofte_flows(int64_t n_nodes, int64_t n_arcs, const int64_t *tail, const int64_t *head, const int64_t *more,
                 const int64_t *less, int64_t n_asked, const int64_t *asked, const int64_t *start,
                 const int64_t *end, int64_t *room, int64_t *found) {
    int64_t n_ways = 2 * n_arcs;
    network net = {.n_nodes = n_nodes, .first = room, .level = room + n_nodes + 1};
    net.next = net.level + n_nodes, net.queue = net.next + n_nodes, net.path = net.queue + n_nodes;
    net.leaving = net.path + n_nodes, net.to = net.leaving + n_ways, net.capacity = net.to + n_ways;
    int64_t *open = net.capacity + n_ways;
    memset(net.first, 0, (size_t)(n_nodes + 1) * sizeof(int64_t));
    for (int64_t e = 0; e < n_arcs; e++) {
        net.to[2 * e] = head[e], net.to[2 * e + 1] = tail[e];
        open[2 * e] = more[e], open[2 * e + 1] = less[e];
        net.first[tail[e] + 1]++, net.first[head[e] + 1]++;
    }
    for (int64_t v = 0; v < n_nodes; v++) net.first[v + 1] += net.first[v], net.next[v] = net.first[v];
    for (int64_t way = 0; way < n_ways; way++) net.leaving[net.next[net.to[way ^ 1]]++] = way;
    for (int64_t k = 0; k < n_asked; k++) {
        memcpy(net.capacity, open, (size_t)n_ways * sizeof(int64_t));
        net.capacity[2 * asked[k]] = net.capacity[2 * asked[k] + 1] = 0;
        found[k] = greatest_flow(&net, start[k], end[k]);
    }
}
