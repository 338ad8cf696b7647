"""Scans: the same integers in C and numpy, on one thread and two, however rows lie; and what is refused."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lofte.analysis import (
    Scan,
    SourceClass,
    bernoulli_scan,
    errors,
    expectation_scan,
    likely_doubles,
    poisson_scan,
    scan,
    streams,
)
from lofte.analysis.kernels import without_c
from lofte.analysis.scanning import passes
from lofte.analysis.scanning.places import Distance, places
from lofte.analysis.scanning.zones import zones

PUBLIC = SourceClass.REPORTED


def _town(n: int = 90, days: int = 40) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    x = 450_000 + 300 * rng.integers(0, 8, n)
    return x, 6_400_000 + 300 * rng.integers(0, 8, n), np.append(rng.integers(0, days, n - 1), days - 1)


def _scan(x: Any, y: Any, day: Any, **more: Any) -> Scan:
    usual: dict[str, Any] = {"source": PUBLIC, "seed": 5, "radius": 900, "window": 7, "n_replicates": 70}
    return scan(x, y, day, **(usual | more))


def _told(found: Scan) -> list[tuple[float, ...]]:
    return [(c.cases, c.first_day, c.last_day, round(c.statistic, 9), c.p) for c in found.clusters]


@pytest.mark.parametrize("more", [{}, {"kind": "retrospective"}, {"strata": "weekday"}, {"radius": None}])
def test_c_and_numpy_one_thread_and_two_find_the_same(more: dict[str, Any]) -> None:
    town = _town()

    by_c = _scan(*town, **more)
    with without_c():
        by_numpy = _scan(*town, **more)
    with ThreadPoolExecutor(2) as both:
        shared = _scan(*town, executor=both, **more)

    assert (by_c.maxima == by_numpy.maxima).all()
    assert (by_c.maxima == shared.maxima).all()
    assert _told(by_c) == _told(by_numpy) == _told(shared)


def _by_area(kind: str) -> list[Scan]:
    rng = np.random.default_rng(2)
    x, y = 450_000 + 500 * np.arange(12), 6_400_000 + 500 * rng.integers(0, 4, 12)
    cases = rng.poisson(1.5, (12, 9))
    one: dict[str, Any] = {"source": PUBLIC, "seed": 4, "radius": 1800, "n_replicates": 40}
    over: dict[str, Any] = one | {"window": 3, "kind": kind}
    return [
        poisson_scan(x, y, cases, 100 + np.arange(12), **over),
        poisson_scan(x, y, cases.sum(axis=1), 0.5 + np.arange(12), **one),
        expectation_scan(x, y, cases, 1 + rng.random((12, 9)), **over),
        expectation_scan(x, y, cases.sum(axis=1), np.full(12, 13.0), **one),
        bernoulli_scan(x.repeat(9), y.repeat(9), cases.ravel() > 1, np.tile(np.arange(9), 12), **over),
    ]


@pytest.mark.parametrize("kind", ["prospective", "retrospective"])
def test_c_and_numpy_find_the_same_by_area(kind: str) -> None:
    by_c = _by_area(kind)
    with without_c():
        by_numpy = _by_area(kind)

    for ours, theirs in zip(by_c, by_numpy, strict=True):
        assert (ours.maxima == theirs.maxima).all()
        assert _told(ours) == _told(theirs)
        assert ours.clusters


@pytest.mark.parametrize("kind", ["prospective", "retrospective"])
def test_following_the_cases_finds_what_a_sweep_over_all_windows_finds(kind: str) -> None:
    ground = places(*_town()[:2], Distance.SWEREF)
    day = np.sort(_town()[2])[::-1].astype(np.int32)
    at = np.ones(len(ground.at), dtype=np.int64)
    course = passes.Course(40, 7, np.arange(41), kind == "prospective")
    net = passes.net(zones(ground, at, 900.0, 100), np.bincount(ground.place_of, minlength=len(at)))
    swept, followed = passes.empty(90), passes.empty(90, 1)

    cells = (ground.place_of * passes.LANES).astype(np.int32)
    passes.by_windows(net, course, cells, day, swept, by_c=True)
    passes.by_events(net, course, ground.place_of, day, followed, per_centre=False)

    # A sweep leaves out what another with more cases and a lesser size outdoes.
    least = [np.minimum.accumulate(row[:0:-1]) for row in (swept[0], followed[0])]
    assert (least[0] == least[1]).all()


@pytest.mark.parametrize("half", [127, 128, 16_383, 16_384, 40_000])
def test_counts_above_eight_and_sixteen_bits_are_not_counted_round_the_corner(half: int) -> None:
    ground = places([450_000, 450_100], [6_400_000] * 2, Distance.SWEREF)
    n = np.array([half, half])
    net = passes.net(zones(ground, n, None, 2 * half), n)
    cells = np.repeat(np.array([0, passes.LANES], dtype=np.int32), n)
    least = passes.empty(2 * half)

    passes.greatest(net, np.array([1]), np.array([0, 2 * half]), cells, least, by_c=True)

    assert np.flatnonzero(least[0] != passes.NONE).tolist() == [half, 2 * half]


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(["prospective", "retrospective"]))
def test_neither_the_order_of_rows_nor_where_the_town_lies_matters(seed: int, kind: str) -> None:
    x, y, day = _town()
    rng = np.random.default_rng(seed)
    mixed, (east, north) = rng.permutation(len(x)), rng.integers(-9000, 9000, 2)
    chosen: dict[str, Any] = {"kind": kind, "n_replicates": 9}

    first = _scan(x, y, day, **chosen).clusters
    moved = _scan(x[mixed] + east, y[mixed] + north, day[mixed], **chosen).clusters

    for ours, theirs in zip(first, moved, strict=True):
        for field in fields(ours):
            if field.name.startswith(("first", "last", "cases", "expected", "statistic", "n_", "radius")):
                assert getattr(ours, field.name) == pytest.approx(getattr(theirs, field.name), abs=1e-9)
        assert ours.events.tolist() == sorted(mixed[theirs.events].tolist())


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32))
def test_the_names_of_areas_do_not_matter(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, y, people = 450_000 + 500 * np.arange(12), 6_400_000 + 70 * np.arange(12) ** 2, 100 + np.arange(12)
    cases, named = rng.poisson(1.5, (12, 9)), rng.permutation(12)
    over: dict[str, Any] = {"source": PUBLIC, "seed": 4, "radius": 1800, "n_replicates": 9, "window": 3}

    first = poisson_scan(x, y, cases, people, **over).clusters
    other = poisson_scan(x[named], y[named], cases[named], people[named], **over).clusters

    assert [set(one.zone) for one in first] == [set(named[one.zone]) for one in other]
    assert [one.statistic for one in first] == pytest.approx([one.statistic for one in other])


def test_clusters_do_not_overlap() -> None:
    zone = np.concatenate([one.zone for one in _scan(*_town(), kind="retrospective").clusters])

    assert len(zone) == len(set(zone.tolist()))


def test_doubles_are_near_soon_and_of_one_kind() -> None:
    pairs = likely_doubles(
        [450_000, 450_020, 450_020, 450_300], [6_400_000] * 4, [3, 4, 4, 3], radius=25, days=1,
        category=[1, 1, 2, 1],
    )  # fmt: skip

    assert pairs.tolist() == [[0, 1]]


def test_a_part_of_a_shuffle_is_the_end_of_the_whole() -> None:
    order, starts = streams.strata_of(None, 50)

    drawn = streams.draws(5, 3, 7, order, starts, taken=np.array([9]))
    with without_c():
        by_numpy = streams.draws(5, 3, 7, order, starts, taken=np.array([9]))

    assert (drawn == streams.shuffles(5, 3, 7, order, starts)[:, -9:]).all()
    assert (drawn == by_numpy).all()


@pytest.mark.parametrize(
    ("wrong", "refusal", "argument"),
    [
        ({"source": SourceClass.DISCOVERED}, errors.WrongSource, "source"),
        ({"window": 30}, errors.OutOfRange, "window"),
        ({"radius": -1}, errors.OutOfRange, "radius"),
        ({"share": 0.7}, errors.OutOfRange, "share"),
        ({"kind": "soon"}, errors.OutOfRange, "kind"),
        ({"last_day": 3}, errors.OutOfRange, "day"),
        ({"n_replicates": 0}, errors.OutOfRange, "n_replicates"),
        ({"strata": [1, 2]}, errors.WrongShape, "strata"),
    ],
)
def test_what_cannot_be_scanned_is_refused_by_name(
    wrong: dict[str, Any], refusal: type[errors.AnalysisError], argument: str
) -> None:
    with pytest.raises(refusal) as told:
        _scan(*_town(), **wrong)
    assert told.value.argument == argument


def test_one_place_one_day_and_nobody_living_are_refused() -> None:
    x, y, day = _town()
    with pytest.raises(errors.AllAlike, match="x"):
        _scan(x * 0 + 450_000, y * 0 + 6_400_000, day)
    with pytest.raises(errors.AllAlike, match="day"):
        _scan(x, y, day * 0, first_day=0, last_day=39)
    with pytest.raises(errors.OutsideSweden, match="changed places"):
        _scan(y, x, day)
    with pytest.raises(errors.NoPopulation, match="population"):
        poisson_scan([450_000, 451_000], [6_400_000] * 2, [3, 2], [9, 0], source=PUBLIC, seed=1, radius=None)
