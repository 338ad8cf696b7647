"""What is hidden stays hidden: published cases, small tables tried out, no order of rows that matters."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lofte.analysis import errors
from lofte.analysis.disclosure import (
    Audit,
    Linked,
    all_alike,
    audit_suppression,
    linked,
    noise,
    p_table,
    perturb,
    published_differences,
    record_keys,
    small_cells,
    suppress,
    table,
    ten_five,
)
from lofte.analysis.kernels import have_c, without_c

SECRET = b"sixteen bytes or more"
SHAPES: list[tuple[tuple[int, ...], Any]] = [
    ((4,), None),
    ((4,), [[[0, 0, 1, 1]]]),
    ((3, 2), None),
    ((3, 2), [[[0, 0, 1]], []]),
    ((3, 3), [[[0, 0, 1]], [[0, 1, 1]]]),  # a hierarchy along both: no flow any more
    ((2, 2, 2), None),
]


def hidden_at(cells: Linked, *places: int) -> np.ndarray:
    found = np.zeros(cells.n_cells, dtype=bool)
    found[list(places)] = True
    return found


def tried_out(cells: Linked, hidden: np.ndarray, most: int) -> tuple[list[int], list[int]]:
    """Go through every table of whole numbers that shows the same: the least and greatest of each cell."""
    places = np.flatnonzero(hidden)
    tables = np.array(list(product(range(most + 1), repeat=len(places))))
    counts = np.tile(cells.counts, (len(tables), 1))
    counts[:, places] = tables
    sums = np.zeros((len(tables), cells.n_sums), dtype=np.int64)
    np.add.at(sums.T, cells.sum_of, (cells.sign * counts[:, cells.cell]).T)
    agrees = tables[(sums == 0).all(axis=1)]
    return agrees.min(axis=0).tolist(), agrees.max(axis=0).tolist()


def test_the_interval_of_a_published_table_is_the_published_one() -> None:
    # Fischetti & Salazar (2000), table 1: 22 with 8, 17 and 12 hidden beside it lies between 5 and 30.
    cells = table([[20, 50, 10], [8, 19, 22], [17, 32, 12]])

    seen = audit_suppression(cells, hidden_at(cells, 4, 6, 8, 10))

    assert (seen.low[1], seen.high[1]) == (5, 30)
    assert seen.is_clean


def test_hiding_the_small_ones_alone_gives_them_away() -> None:
    cells = table(np.random.default_rng(31).poisson(4, (10, 12)))
    small = small_cells(cells)

    alone, out = audit_suppression(cells, small), suppress(cells, small)

    assert (len(alone.cells), len(alone.recoverable), len(alone.narrow)) == (48, 1, 4)
    assert out.audit.is_clean
    assert not len(out.audit.recoverable)


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(SHAPES), st.integers(0, 2**32 - 1))
def test_the_audit_finds_what_trying_out_every_table_finds(
    shape: tuple[tuple[int, ...], Any], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    cells = table(rng.integers(0, 3, shape[0]), levels=shape[1])
    hidden = hidden_at(cells, *rng.choice(cells.n_cells, min(4, cells.n_cells), replace=False))
    most = max(8, int(cells.counts.max()))

    seen = audit_suppression(cells, hidden, at_most=np.full(cells.n_cells, most))

    assert (seen.low.tolist(), seen.high.tolist()) == tried_out(cells, hidden, most)


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_c_flows_and_programs_say_the_same(seed: int) -> None:
    rng = np.random.default_rng(seed)
    inner = rng.integers(0, 9, (4, 4))
    cells = table(inner)
    hidden = rng.random(cells.n_cells) < 0.4
    hidden[0] = True
    # With hierarchies along both sides, of which nothing is told: the same to know, and no network.
    twice = table(inner, levels=[[[0, 0, 1, 1]], [[0, 0, 1, 1]]])
    places = np.arange(twice.n_cells).reshape(twice.shape)[np.ix_([0, 1, 2, 3, 6], [0, 1, 2, 3, 6])].ravel()
    as_program = np.ones(twice.n_cells, dtype=bool)
    as_program[places] = hidden

    seen, other = audit_suppression(cells, hidden), audit_suppression(twice, as_program)
    with without_c():
        again = audit_suppression(cells, hidden)

    at = np.searchsorted(other.cells, places[hidden])
    assert have_c()
    assert (seen.low.tolist(), seen.high.tolist()) == (again.low.tolist(), again.high.tolist())
    assert seen.low.tolist() == other.low[at].tolist()
    assert seen.high.tolist() == other.high[at].tolist()


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_no_order_of_areas_changes_what_is_found_or_hidden(seed: int) -> None:
    rng = np.random.default_rng(seed)
    inner = rng.poisson(9, (5, 4))
    rows, columns = rng.permutation(5), rng.permutation(4)

    def told(inner: np.ndarray) -> tuple[np.ndarray, Audit]:
        cells = table(inner)
        found = suppress(cells, small_cells(cells))
        return np.where(found.hidden, -1, cells.counts).reshape(cells.shape), found.audit

    (shown, audit), (turned, of_turned) = told(inner), told(inner[rows][:, columns])

    assert audit.is_clean
    assert sorted(shown[shown >= 0].tolist()) == sorted(turned[turned >= 0].tolist())
    assert sorted(audit.high.tolist()) == sorted(of_turned.high.tolist())


def test_linked_tables_do_not_give_each_other_away() -> None:
    # Two tables share a total: alone, each hides its small cell among two; together they pin it.
    cells = linked([2, 9, 11, 2, 4, 5], [(2, [0, 1]), (2, [3, 1]), (1, [4, 5])])
    first = hidden_at(cells, 0, 1)

    alone = audit_suppression(linked([2, 9, 11], [(2, [0, 1])]), np.array([True, True, False]))
    both = audit_suppression(cells, first)

    assert alone.is_clean
    assert both.recoverable.tolist() == [0, 1]
    assert suppress(cells, hidden_at(cells, 0, 3)).audit.is_clean


def test_a_part_goes_with_its_whole_and_what_is_kept_stays() -> None:
    cells = table([[2, 10], [8, 22], [5, 15]])  # so many of so many, in three places
    kept = np.arange(12).reshape(4, 3) >= 9
    places = np.repeat([0, 1, 2, 3], 3)

    out = suppress(cells, small_cells(cells), keep=kept.ravel(), together=places)

    assert out.hidden.reshape(4, 3)[:, 0].tolist() == [True, False, True, False]
    assert out.hidden.reshape(4, 3).all(axis=1).tolist() == out.hidden.reshape(4, 3).any(axis=1).tolist()


def test_what_must_be_shown_can_make_it_impossible() -> None:
    cells = table([2, 9])
    kept = hidden_at(cells, 1, 2)

    with pytest.raises(errors.CannotHide) as refused:
        suppress(cells, small_cells(cells), keep=kept)

    assert refused.value.cell == 0


def test_few_persons_and_one_who_dominates_are_small_too() -> None:
    cells = table([30, 40, 0])

    few = small_cells(cells, persons=[2, 9, 0, 11])
    dominated = small_cells(cells, largest=[10, 31, 0, 31], greatest_share=0.75)

    assert few.tolist() == [True, False, False, False]
    assert dominated.tolist() == [False, True, False, False]
    assert all_alike(table([[4, 0], [3, 3]])).tolist()[:2] == [True, False]


def test_the_published_rule_of_ten_and_five_gives_the_published_rows() -> None:
    # ONS, Cell Key Perturbation in Python, SML user guide 2.1.1: "Method Output" and the reuse of rows.
    counts, keys = [16, 5, 10, 10, 12], [64, 196, 123, 3, 149]
    by = ten_five()

    groups = np.repeat(np.arange(5), counts)
    firsts = np.cumsum([0, *counts[:-1]])
    of_records = np.zeros(len(groups), dtype=int)
    of_records[firsts] = keys
    out = perturb(groups, of_records, by, n_groups=5)

    assert out.counts.tolist() == [15, 0, 10, 10, 10]
    assert out.cell_keys.tolist() == keys
    assert out.changes.tolist() == [-1, -5, 0, 0, -2]
    assert by.rows(np.array([750, 751, 1001, 1251, 100_001])).tolist() == [750, 501, 501, 501, 501]


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_the_same_records_get_the_same_change_in_any_table(seed: int) -> None:
    rng = np.random.default_rng(seed)
    names = [str(name) for name in rng.integers(0, 10**9, 300)]
    keys, groups = record_keys(names, secret=SECRET), rng.integers(0, 20, 300)
    turned = rng.permutation(300)
    by = noise()

    out = perturb(groups, keys, by, n_groups=20)
    other = perturb(groups[turned] * 2, keys[turned], by, n_groups=40)

    assert out.counts.tolist() == other.counts[::2].tolist()
    assert not ((out.counts > 0) & (out.counts < 4)).any()


def test_noise_has_the_spread_it_says_and_the_greatest_entropy() -> None:
    by = noise(variance=2.0, greatest=5, least=4)
    free = by.changes[300]

    assert np.abs(by.changes.mean(axis=1)).max() < 0.05
    assert np.abs(by.changes[4:].var(axis=1) - 2).max() < 0.2
    # Symmetric rows: the discrete normal, exp(-j^2 / 2s^2), has the greatest entropy of its variance.
    shares = np.bincount(free + 5, minlength=11) / 256
    logs = np.log(shares[5:9])
    assert np.diff(logs) / -np.array([1, 3, 5]) == pytest.approx(np.full(3, logs[0] - logs[1]), rel=0.1)


def test_nested_areas_shifted_windows_and_later_cuts_are_found() -> None:
    # Records by day 0..29 and area 0 (the district) or 1 (the rest of the town).
    days, area = np.repeat(np.arange(30), 2), np.tile([0, 1], 30)
    counts = np.where(area == 0, 5, 1)
    month, shifted = days < 28, (days >= 1) & (days < 29)
    town_and_district = np.column_stack([month, month & (area == 0)])
    windows = np.column_stack([month & (area == 1), shifted & (area == 1)])
    cuts = np.column_stack([np.arange(60) < 58, np.ones(60, dtype=bool)])

    nested = published_differences(town_and_district, counts=counts)
    moved = published_differences(windows, counts=counts)
    later = published_differences(cuts, is_new=np.array([False, True]), least=8, counts=counts)

    assert nested.is_clean  # 28 in the rest of the town
    assert moved.counts.tolist() == moved.low.tolist() or moved.is_clean
    assert later.counts[later.given_away].tolist() == [6]
    assert later.figures.tolist() == [1]


def test_a_difference_of_three_figures_is_worked_out() -> None:
    # The town 20, two districts 11 and 7: the rest is 2, and no two figures say so.
    place = np.repeat([0, 1, 2], [11, 7, 2])
    members = np.column_stack([np.ones(20, dtype=bool), place == 0, place == 1])

    found = published_differences(members, is_new=np.array([False, False, True]))
    without = published_differences(members[:, :2])

    assert found.counts[found.given_away].tolist() == [2]
    assert (found.low[found.given_away].tolist(), found.high[found.given_away].tolist()) == ([2], [2])
    assert without.is_clean


def test_all_of_them_is_found_and_what_was_out_before_is_not_held_against_the_new() -> None:
    # Yes and no in two places; everybody in the first said yes.
    groups, yes = np.array([0, 0, 1, 1]), np.array([True, False, True, False])
    members = np.column_stack([groups == 0, (groups == 0) & yes, groups == 1, (groups == 1) & yes])

    found = published_differences(members, counts=[8, 0, 5, 2], groups=groups, is_new=np.array([True] * 4))
    again = published_differences(members, counts=[8, 0, 5, 2], is_new=np.array([False] * 3 + [False]))

    assert found.alike.tolist() == [0]
    assert found.counts[found.given_away].tolist() == [2]
    assert len(again.small) == 1
    assert again.is_clean


@pytest.mark.parametrize(
    ("act", "refusal", "argument"),
    [
        (lambda: table([[1, -1]]), errors.OutOfRange, "counts"),
        (lambda: table([1.5, 2]), errors.WrongKind, "counts"),
        (lambda: table([np.nan, 2]), errors.NotFinite, "counts"),
        (lambda: table([]), errors.Empty, "counts"),
        (lambda: table(np.ones((2, 2, 2, 2))), errors.WrongShape, "counts"),
        (lambda: table([2**31, 1]), errors.TooLarge, "counts"),
        (lambda: table([1, 2], levels=[[[0, 2]]]), errors.OutOfRange, "levels"),
        (lambda: table([1, 2], levels=[[[0]]]), errors.WrongShape, "levels"),
        (lambda: linked([1, 2, 4], [(2, [0, 1])]), errors.OutOfRange, "sums"),
        (lambda: linked([1, 2, 3], [(3, [0, 1])]), errors.OutOfRange, "sums"),
        (lambda: audit_suppression(table([1, 2]), [True]), errors.WrongShape, "hidden"),
        (lambda: audit_suppression(table([1, 2]), [1, 0, 0]), errors.WrongKind, "hidden"),
        (lambda: audit_suppression(table([1]), [True, True], at_most=[0, 1]), errors.OutOfRange, "at_most"),
        (lambda: audit_suppression(table([1]), [True, True], at_least=[2, 1]), errors.OutOfRange, "at_least"),
        (lambda: suppress(table([1]), [True, True], keep=[True, False]), errors.OutOfRange, "keep"),
        (lambda: small_cells(table([1]), persons=[0, 1]), errors.OutOfRange, "persons"),
        (lambda: small_cells(table([1]), largest=[2, 1]), errors.OutOfRange, "largest"),
        (lambda: record_keys(["a"], secret=b"short"), errors.OutOfRange, "secret"),
        (lambda: record_keys([], secret=SECRET), errors.Empty, "names"),
        (lambda: perturb([0], [256], ten_five(), n_groups=1), errors.OutOfRange, "keys"),
        (lambda: perturb([1], [0], ten_five(), n_groups=1), errors.OutOfRange, "groups"),
        (lambda: p_table(np.full((751, 256), -1), name="x"), errors.OutOfRange, "changes"),
        (lambda: p_table(np.zeros((750, 256)), name="x"), errors.WrongShape, "changes"),
        (lambda: noise(variance=30, greatest=5), errors.OutOfRange, "variance"),
        (lambda: published_differences([[1, 0]]), errors.WrongKind, "members"),
        (lambda: published_differences(np.ones((2, 2), bool), counts=[1]), errors.WrongShape, "counts"),
    ],
)
def test_what_cannot_be_counted_on_is_refused_by_name(
    act: Any, refusal: type[errors.AnalysisError], argument: str
) -> None:
    with pytest.raises(refusal) as refused:
        act()

    assert refused.value.argument == argument
