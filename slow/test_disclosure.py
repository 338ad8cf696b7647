"""Disclosure control: no recoverable cell over thousands of random tables, and noise over differences."""

from typing import Any

import numpy as np
import pytest

from lofte.analysis.disclosure import (
    audit_suppression,
    noise,
    perturb,
    published_differences,
    small_cells,
    suppress,
    table,
)

KINDS: dict[str, tuple[tuple[int, ...], Any, int]] = {
    "one dimension": ((8,), None, 1000),
    "one dimension, hierarchy": ((9,), [[[0, 0, 0, 1, 1, 1, 2, 2, 2]]], 1000),
    "two dimensions": ((6, 5), None, 1000),
    "two dimensions, one hierarchy": ((6, 4), [[[0, 0, 1, 1, 2, 2]], []], 500),
    "two dimensions, two hierarchies": ((4, 4), [[[0, 0, 1, 1]], [[0, 1, 1, 1]]], 200),
    "three dimensions": ((4, 3, 2), None, 60),
}


@pytest.mark.parametrize("kind", KINDS)
def test_no_table_gives_a_hidden_cell_away(kind: str) -> None:
    shape, levels, n = KINDS[kind]
    alone, extra, recoverable = 0, [], 0
    for seed in range(n):
        rng = np.random.default_rng(seed)
        cells = table(rng.poisson(rng.uniform(1, 12), shape), levels=levels)
        small = small_cells(cells)

        out = suppress(cells, small)
        again = audit_suppression(cells, out.hidden)

        alone += not audit_suppression(cells, small).is_clean
        recoverable += len(again.recoverable)
        extra.append(out.complementary.sum() / max(small.sum(), 1))
        narrow = np.isin(again.narrow, np.flatnonzero(small))
        assert not narrow.any(), (kind, seed)
        assert not len(again.recoverable), (kind, seed)
    print(f"{kind}: {n} tables, primary alone gives away in {alone}, further cells {np.mean(extra):.2f} each")


def test_differences_between_keyed_tables_no_longer_tell_small_counts() -> None:
    by, rng, n = noise(variance=2.0), np.random.default_rng(7), 4000
    keys = rng.integers(0, 256, (n, 42))
    right = 0
    for row in keys:  # 42 incidents, and the same without two of them
        both = perturb(np.repeat([0, 1], [42, 40]), np.concatenate([row, row[:40]]), by, n_groups=2)
        right += int(both.counts[0] - both.counts[1]) == 2

    print(f"a difference of two comes out as two in {right / n:.3f} of pairs of tables")
    assert right / n < 0.25


def test_random_figures_are_found_to_tell_what_their_sums_tell() -> None:
    found = 0
    for seed in range(1000):
        rng = np.random.default_rng(seed)
        members, counts = rng.random((8, 5)) < 0.5, rng.integers(0, 5, 8)
        told = published_differences(members, counts=counts)
        # By least squares a piece follows from the figures alone where its row is in their span.
        pieces = np.unique(members[members.any(axis=1)], axis=0)
        span = np.linalg.pinv(pieces.astype(float).T) @ pieces.T if len(pieces) else np.zeros((0, 0))
        sure = np.flatnonzero(np.isclose(np.diag(span), 1))
        number = [int(told.piece[(members == piece).all(axis=1)][0]) for piece in pieces[sure]]
        assert (told.low[number] == told.high[number]).all(), seed
        found += len(told.given_away) > 0
    print(f"five random figures of eight records: something small is given away in {found} of 1000")
    assert found > 100
