/* Feeds every loop of kernels.c what random bytes spell: within what its callers promise, at the edges of it. Built
 * with the loops inside it, by clang with libFuzzer (-DLIBFUZZER) or by gcc with a `main` that makes the bytes:
 *
 *     fuzz SEED INPUTS THREADS
 */

#include KERNELS

#include <stdio.h>

#ifndef LIBFUZZER
#include <pthread.h>
#endif

typedef struct {
    const uint8_t *at, *end;
} bytes;

/* A whole number from low to high; 0 bytes spell the lowest. */
static int64_t some(bytes *b, int64_t low, int64_t high) {
    uint64_t word = 0;
    for (int i = 0; i < 3 && b->at < b->end; i++) word = word << 8 | *b->at++;
    return low + (int64_t)(word % (uint64_t)(high - low + 1));
}

/* Arrays are as long as promised and no longer, so that a step beside them is seen. */
static void *room(int64_t n, size_t size) {
    void *found = calloc((size_t)(n ? n : 1), size);
    if (!found) abort();
    return found;
}

static void must(int holds, const char *what) {
    if (holds) return;
    fprintf(stderr, "broken: %s\n", what);
    abort();
}

#define SIZES(B) ((const int64_t[]){0, 1, 2, 31, 32, 33, 64, 100})[some(B, 0, 7)]

static void mix(bytes *b, int64_t n, int32_t *order) {
    for (int64_t i = 0; i < n; i++) order[i] = (int32_t)i;
    for (int64_t i = n - 1; i > 0; i--) {
        int64_t j = some(b, 0, i);
        int32_t kept = order[i];
        order[i] = order[j], order[j] = kept;
    }
}

static void fuzz_streams(bytes *b) {
    int64_t n = SIZES(b), n_strata = some(b, 1, 4), n_replicates = some(b, 0, 3), n_taken = 0;
    int64_t *starts = room(n_strata + 1, 8), *taken = room(n_strata, 8);
    for (int64_t k = 0; k < n_strata; k++) {
        starts[k + 1] = k + 1 < n_strata ? some(b, starts[k], n) : n;
        n_taken += taken[k] = some(b, 0, starts[k + 1] - starts[k]);
    }
    int32_t *order = room(n, 4), *out = room(n * n_replicates, 4), *drawn = room(n_taken * n_replicates, 4);
    uint64_t seed = (uint64_t)some(b, 0, 9), *words = room(n, 8);
    for (int64_t i = 0; i < n; i++) order[i] = (int32_t)i;
    lofte_words(seed, 3, n, words);
    lofte_shuffles(seed, 5, n_replicates, n, order, n_strata, starts, out);
    must(!lofte_draws(seed, 5, n_replicates, n, order, n_strata, starts, taken, n_taken, drawn), "memory");
    for (int64_t r = 0; r < n_replicates; r++)
        for (int64_t k = 0; k < n_strata; k++)
            for (int64_t i = starts[k]; i < starts[k + 1]; i++)
                must(out[r * n + i] >= starts[k] && out[r * n + i] < starts[k + 1], "a shuffle left its stratum");
    free(starts), free(taken), free(order), free(out), free(drawn), free(words);
}

/* Zones: for each centre the first of a shuffled row of places. */
static int64_t zones(bytes *b, int64_t n_centres, int64_t n_places, int64_t *starts, int32_t *places) {
    int32_t *order = room(n_places, 4);
    for (int64_t c = 0; c < n_centres; c++) {
        int64_t here = some(b, 0, n_places);
        mix(b, n_places, order);
        memcpy(places + starts[c], order, (size_t)here * 4);
        starts[c + 1] = starts[c] + here;
    }
    free(order);
    return starts[n_centres];
}

static void fuzz_scan(bytes *b) {
    int64_t n_places = some(b, 1, 9), n_centres = some(b, 0, 4), n_windows = some(b, 0, 4), n_ranks = some(b, 0, 5);
    int64_t *starts = room(n_centres + 1, 8), *sizes = room(n_ranks, 8), *windows = room(n_windows, 8);
    int64_t *offsets = room(n_windows + 1, 8), most = 400;
    int32_t *places = room(n_centres * n_places, 4), *cells = room(most, 4);
    int64_t n_steps = zones(b, n_centres, n_places, starts, places);
    int32_t *ranks = room(n_steps, 4);
    for (int64_t i = 0; i < n_steps; i++) ranks[i] = (int32_t)some(b, 0, n_ranks);
    for (int64_t k = 0; k < n_ranks; k++) sizes[k] = (k ? sizes[k - 1] : 0) + some(b, 1, 1 << 20);
    for (int64_t w = 0; w < n_windows; w++) {
        windows[w] = (w ? windows[w - 1] : 0) + some(b, 1, 1 << 20);
        offsets[w + 1] = offsets[w] + some(b, 0, (most - offsets[w]) / 2);
        for (int64_t k = offsets[w]; k < offsets[w + 1]; k++)
            cells[k] = (int32_t)(some(b, 0, n_places - 1) * SCANNED + some(b, 0, SCANNED - 1));
    }
    int64_t limit = offsets[n_windows], all = SCANNED * (limit + 1), *some_least = room(all, 8), *least = room(all, 8);
    for (int64_t i = 0; i < all; i++) some_least[i] = least[i] = NO_SIZE;
    must(!lofte_scan_short(n_centres, starts, places, ranks, n_ranks, sizes, n_places, n_windows, windows, offsets,
                           cells, limit, some_least), "memory");
    must(!lofte_scan_long(n_centres, starts, places, ranks, n_ranks, sizes, n_places, n_windows, windows, offsets,
                          cells, limit, least), "memory");
    must(!memcmp(least, some_least, (size_t)all * 8), "short and long lanes differ");
    int held = lofte_scan_most(n_centres, starts, places, n_places, limit, cells);
    must(held >= 0 && held <= limit, "a zone holds more than there is");
    if (held <= 255) {
        for (int64_t i = 0; i < all; i++) some_least[i] = NO_SIZE;
        must(!lofte_scan_byte(n_centres, starts, places, ranks, n_ranks, sizes, n_places, n_windows, windows, offsets,
                              cells, limit, some_least), "memory");
        must(!memcmp(least, some_least, (size_t)all * 8), "byte and long lanes differ");
    }
    int16_t(*rows)[32] = room(n_places, 64), (*tops)[32] = room(n_places, 64);
    must(lofte_scan_limit(some(b, 0, 40), n_places, n_places, (const int16_t(*)[32])rows, tops) == 0, "noughts add up");
    free(rows), free(tops);
    free(starts), free(sizes), free(windows), free(offsets), free(places), free(cells), free(ranks);
    free(some_least), free(least);
}

static void fuzz_events(bytes *b) {
    int64_t n_places = some(b, 1, 9), n_centres = some(b, 0, 4), n = some(b, 0, 30), to_end = some(b, 0, 1);
    int64_t n_days = (const int64_t[]){1, 2, 63, 64, 65, 128, 200}[some(b, 0, 6)], n_before = some(b, 1, n_days);
    int64_t per_centre = some(b, 0, 1), *starts = room(n_centres + 1, 8), *day_sums = room(n_days + 1, 8);
    int32_t *places = room(n_centres * n_places, 4), *event_places = room(n, 4), *days = room(n, 4);
    int64_t n_steps = zones(b, n_centres, n_places, starts, places), *sizes = room(n_steps, 8);
    for (int64_t i = 0; i < n_steps; i++) sizes[i] = some(b, -1, 50);
    for (int64_t i = 0; i < n; i++) {
        event_places[i] = (int32_t)some(b, 0, n_places - 1);
        days[i] = (int32_t)some(b, 0, n_days - 1);
    }
    for (int64_t d = 0; d < n_days; d++) day_sums[d + 1] = day_sums[d] + some(b, 0, 3);
    int64_t all = (per_centre ? n_centres : 1) * (n + 1), *least = room(all, 8);
    for (int64_t i = 0; i < all; i++) least[i] = NO_SIZE;
    must(!lofte_scan_events(n_centres, starts, places, sizes, n_places, n, event_places, days, n_days, n_before,
                            day_sums, to_end, per_centre, n, least), "memory");
    free(starts), free(day_sums), free(places), free(event_places), free(days), free(sizes), free(least);
}

static void fuzz_knox(bytes *b) {
    int64_t n = SIZES(b), n_bands = some(b, 1, 3), n_edges = some(b, 0, 3), by_blocks = some(b, 0, 1);
    int64_t n_replicates = SIZES(b), *ranges = room(3 * n, 8), *slots = room(n_bands * n + 1, 8), first = some(b, 0, 9);
    double *x = room(n, 8), *y = room(n, 8), *edges = room(n_bands + 1, 8), *times = room(n, 8), *ends = room(n_edges, 8);
    int16_t *days = room(n, 2), *short_ends = room(n_edges, 2);
    for (int64_t i = 0; i < n; i++) {
        x[i] = (double)some(b, 0, 20), y[i] = (double)some(b, 0, 20);
        days[i] = (int16_t)some(b, 0, some(b, 0, 1) ? 32766 : 3), times[i] = days[i];
        ranges[i] = some(b, i + 1, n), ranges[n + i] = some(b, ranges[i], n), ranges[2 * n + i] = some(b, ranges[n + i], n);
    }
    edges[0] = (double)some(b, 0, 1);
    for (int64_t k = 0; k < n_bands; k++) edges[k + 1] = edges[k] + (double)some(b, 1, 12);
    for (int64_t e = 0; e < n_edges; e++)
        short_ends[e] = (int16_t)some(b, e ? short_ends[e - 1] : 1, 32767), ends[e] = short_ends[e];
    lofte_pairs(n, x, y, ranges, ranges + n, ranges + 2 * n, n_bands, edges, by_blocks, slots + 1, NULL);
    for (int64_t i = 0; i < n_bands * n; i++) slots[i + 1] += slots[i];
    int64_t n_pairs = slots[n_bands * n], *band_ends = room(n_bands, 8), *cursors = room(n_bands * n, 8), at = 0;
    for (int64_t k = 0; k < n_bands; k++) band_ends[k] = slots[(k + 1) * n];
    memcpy(cursors, slots, (size_t)(n_bands * n) * 8);
    int32_t *firsts = room(n_pairs, 4), *partners = room(n_pairs, 4);
    lofte_pairs(n, x, y, ranges, ranges + n, ranges + 2 * n, n_bands, edges, by_blocks, cursors, partners);
    for (int64_t i = 0; i < n_bands * n; i++)
        for (; at < slots[i + 1]; at++) firsts[at] = (int32_t)(i % n);
    int64_t all = n_replicates * n_bands * n_edges, *some_counts = room(all, 8), *counts = room(all, 8);
    must(!lofte_knox_days(1, first, n_replicates, n, days, n_bands, band_ends, firsts, partners, n_edges, short_ends,
                          some_counts), "memory");
    must(!lofte_knox_times(1, first, n_replicates, n, times, n_bands, band_ends, firsts, partners, n_edges, ends,
                           counts), "memory");
    must(!all || !memcmp(counts, some_counts, (size_t)all * 8), "whole days and times differ");
    free(ranges), free(slots), free(x), free(y), free(edges), free(times), free(ends), free(days), free(short_ends);
    free(band_ends), free(cursors), free(firsts), free(partners), free(some_counts), free(counts);
}

static void fuzz_space(bytes *b) {
    int64_t n = some(b, 2, 40), n_rows = some(b, 4, 9), n_columns = some(b, 4, 9), sum = 0;
    double *columns = room(n, 8), *rows = room(n, 8);
    int64_t *nodes = room(n_rows * n_columns, 8);
    for (int64_t i = 0; i < n; i++) {
        columns[i] = 1 + (double)some(b, 0, 1 << 20) / ((1 << 20) + 1) * (double)(n_columns - 3);
        rows[i] = 1 + (double)some(b, 0, 1 << 20) / ((1 << 20) + 1) * (double)(n_rows - 3);
    }
    lofte_bin(n, columns, rows, n_columns, nodes);
    for (int64_t i = 0; i < n_rows * n_columns; i++) sum += nodes[i];
    must(sum == n << 30, "weights that do not sum to one");
    int64_t most = some(b, 1, n - 1), even = some(b, 0, 1), n_replicates = some(b, 0, 33);
    int64_t *values = room(4 * n, 8), *n_each = values + n, *observed = values + 2 * n, *at_most = values + 3 * n;
    int64_t *at_least = room(n, 8);
    for (int64_t i = 0; i < n; i++) {
        values[i] = some(b, 0, 9) * ((INT64_C(1) << 61) / 9 / n);
        n_each[i] = even ? most : some(b, 0, most);
        observed[i] = some(b, 0, 9 * n) * ((INT64_C(1) << 61) / 9 / n);
    }
    must(!lofte_local(2, 7, n_replicates, n, values, n_each, observed, most, even, at_least, at_most), "memory");
    for (int64_t i = 0; i < n; i++) must(at_least[i] + at_most[i] >= n_replicates, "a replicate is neither more nor less");
    free(columns), free(rows), free(nodes), free(values), free(at_least);
}

#define FUZZ_KEPT(NAME, CELL, SLOT)                                                                                  \
    static void fuzz_##NAME(bytes *b) {                                                                              \
        const int64_t lengths[] = {0, 1, 23, 24, 25, 1023, 1024, 1025, 2049};                                        \
        int64_t n = lengths[some(b, 0, 8)], shape[4] = {some(b, 0, 200), some(b, 1, 5), some(b, 1, 5), some(b, 1, 4)}; \
        int64_t n_cells = 3 * shape[1] * shape[2] * shape[3], wrong = some(b, 0, 1), back = some(b, 0, 3);           \
        CELL *cells = room(n_cells, sizeof *cells), *before = room(n_cells, sizeof *cells);                          \
        uint16_t *areas = room(n, 2), *categories = room(n, 2);                                                      \
        SLOT *slots = room(n, sizeof *slots);                                                                        \
        int8_t *classes = room(n, 1);                                                                                \
        for (int64_t i = 0; i < n_cells; i++) cells[i] = before[i] = (CELL)(some(b, 0, 3) ? some(b, 0, 9) : -1);     \
        for (int64_t i = 0; i < n; i++) {                                                                            \
            int is_wrong = wrong && some(b, 0, 500) == 0;                                                            \
            areas[i] = (uint16_t)some(b, 0, is_wrong ? 65535 : shape[2] - 1);                                        \
            categories[i] = (uint16_t)some(b, 0, is_wrong ? 65535 : shape[3] - 1);                                   \
            slots[i] = (SLOT)(is_wrong ? some(b, 0, 65535) : shape[0] + some(b, 0, shape[1] - 1));                   \
            classes[i] = (int8_t)(is_wrong ? some(b, -128, 127) : some(b, 1, 3));                                    \
            if (!is_wrong && back && some(b, 0, 40) == 0) classes[i] = (int8_t)-classes[i];                          \
        }                                                                                                            \
        int64_t refused = NAME(shape, n, areas, slots, categories, classes, cells);                                  \
        must(refused >= -1 && refused < n, "a row that is not there was refused");                                   \
        must(refused < 0 || !memcmp(cells, before, (size_t)n_cells * sizeof *cells), "a refused part was counted");  \
        free(cells), free(before), free(areas), free(categories), free(slots), free(classes);                        \
    }

FUZZ_KEPT(lofte_kept_weeks, uint16_t, uint16_t)
FUZZ_KEPT(lofte_kept_weeks_wide, uint32_t, uint16_t)
FUZZ_KEPT(lofte_kept_hours, uint16_t, uint8_t)
FUZZ_KEPT(lofte_kept_hours_wide, uint32_t, uint8_t)

static void fuzz_windows(bytes *b) {
    int64_t size = (const int64_t[]){1, 2, 2047, 2048, 2049, 4097}[some(b, 0, 5)], n_weeks = some(b, 1, 4), sum = 0;
    uint16_t *cells = room(size * n_weeks, 2);
    uint32_t *counted = room(size, 4);
    int32_t *places = room(size, 4);
    int64_t start = some(b, 0, n_weeks), end = some(b, start, n_weeks), *out = room(size, 8);
    for (int64_t i = 0; i < size * n_weeks; i++) cells[i] = (uint16_t)(i % 7 ? i : 65535);
    for (int64_t i = 0; i < size; i++) places[i] = (int32_t)some(b, 0, size - 1);
    lofte_increments(size, places, counted);
    for (int64_t i = 0; i < size; i++) sum += counted[i];
    must(sum == size, "an increment was lost");
    lofte_windows(size, cells, 1, &start, &end, out);
    for (int64_t k = 0; k < size; k++) {
        for (int64_t week = start; week < end; week++) out[k] -= cells[week * size + k];
        must(out[k] == 0, "a window is not the sum of its weeks");
    }
    free(cells), free(counted), free(places), free(out);
}

static void fuzz_flows(bytes *b) {
    int64_t n_nodes = some(b, 1, 9), n_arcs = some(b, 0, 20), n_asked = n_arcs ? some(b, 0, 6) : 0;
    int64_t *arcs = room(4 * n_arcs, 8), *asked = room(3 * n_asked, 8), *found = room(n_asked, 8);
    int64_t *space = room(5 * n_nodes + 1 + 8 * n_arcs, 8), *tail = arcs, *head = arcs + n_arcs, sum = 0;
    int64_t *more = head + n_arcs, *less = more + n_arcs, *start = asked + n_asked, *end = start + n_asked;
    for (int64_t e = 0; e < n_arcs; e++) {
        tail[e] = some(b, 0, n_nodes - 1), head[e] = some(b, 0, n_nodes - 1);
        more[e] = some(b, 0, 9), less[e] = some(b, 0, 9);
        sum += more[e] + less[e];
    }
    for (int64_t k = 0; k < n_asked; k++)
        asked[k] = some(b, 0, n_arcs - 1), start[k] = some(b, 0, n_nodes - 1), end[k] = some(b, 0, n_nodes - 1);
    lofte_flows(n_nodes, n_arcs, tail, head, more, less, n_asked, asked, start, end, space, found);
    for (int64_t k = 0; k < n_asked; k++)
        must(start[k] == end[k] || (found[k] >= 0 && found[k] <= sum), "more flows than there is room for");
    free(arcs), free(asked), free(found), free(space);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static void (*const all[])(bytes *) = {
        fuzz_streams, fuzz_scan, fuzz_events, fuzz_knox, fuzz_space, fuzz_lofte_kept_weeks, fuzz_lofte_kept_weeks_wide,
        fuzz_lofte_kept_hours, fuzz_lofte_kept_hours_wide, fuzz_windows, fuzz_flows,
    };
    bytes b = {data, data + size};
    all[some(&b, 0, (int64_t)(sizeof all / sizeof *all) - 1)](&b);
    return 0;
}

#ifndef LIBFUZZER
static uint64_t seed;
static long inputs;

static void *feed(void *unused) {
    uint64_t words[512];
    for (long i = 0; i < inputs; i++) {
        lofte_words(seed, (uint64_t)i, 512, words);
        LLVMFuzzerTestOneInput((const uint8_t *)words, words[0] % sizeof words);
    }
    return unused;
}

int main(int n, char **words) {
    if (n != 4) return 2;
    seed = strtoull(words[1], NULL, 10), inputs = strtol(words[2], NULL, 10);
    long n_threads = strtol(words[3], NULL, 10);
    pthread_t others[16];
    for (long t = 1; t < n_threads && t < 16; t++)
        if (pthread_create(others + t, NULL, feed, NULL)) return 3;
    feed(NULL);
    for (long t = 1; t < n_threads && t < 16; t++) pthread_join(others[t], NULL);
    return 0;
}
#endif
