"""Alarms over simulated years: how often nothing sets one off, and how often what was put in does.

The model is that of Noufaily et al. (2013): log mean = level + trend + m waves a year, counts negative
binomial with variance dispersion * mean. Levels and dispersions are ours: seven pairs, each with and without
a trend, with no wave, one or two: 42 scenarios.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import scipy

from lofte.analysis import SourceClass, alarm_round, cusum, ears, farrington, farrington_flexible

Numbers = npt.NDArray[Any]
REPORTED = SourceClass.REPORTED
WEEK = date(2026, 11, 16)
N_WEEKS = 6 * 52 + 4
N_SERIES = 1000  # of each scenario
KINDS = ((0.3, 1.5), (1.0, 2.0), (2.0, 1.0), (5.0, 1.3), (12.0, 3.0), (40.0, 1.1), (150.0, 1.5))
METHODS: dict[str, Callable[..., Any]] = {"Farrington": farrington, "Flexible": farrington_flexible}
# The earlier method weighs much down and seldom keeps a trend: it errs oftener, as Noufaily et al. found too.
MOST = {"Farrington": (2.5, 0.03, 0.05), "Flexible": (1.3, 0.003, 0.02)}


@dataclass(frozen=True)
class Scenario:
    """Cases a week, variance over mean, change a year, waves a year."""

    mean: float
    dispersion: float
    trend: float
    waves: int

    def means(self, rng: np.random.Generator) -> Numbers:
        """Return the means, shape (n_series, n_weeks); the season's top is at any time of the year."""
        weeks = np.arange(N_WEEKS) - N_WEEKS / 2
        log = np.log(self.mean) + self.trend * weeks / 52 + np.zeros((N_SERIES, 1))
        for wave in range(1, self.waves + 1):
            log = log + 0.4 * np.cos(2 * np.pi * (wave * weeks / 52 + rng.random((N_SERIES, 1))))
        return np.asarray(np.exp(log))

    def counts(self, rng: np.random.Generator) -> tuple[Numbers, Numbers]:
        means = self.means(rng)
        if self.dispersion == 1:
            return rng.poisson(means), means
        return rng.negative_binomial(means / (self.dispersion - 1), 1 / self.dispersion), means

    def outbreak(self, means: Numbers, size: float, rng: np.random.Generator) -> Numbers:
        """Return cases of an outbreak, `size` standard deviations of the week's count on average."""
        return rng.poisson(size * np.sqrt(self.dispersion * means))


SCENARIOS = [Scenario(*kind, trend, waves) for kind, trend, waves in product(KINDS, (0.0, 0.12), (0, 1, 2))]


def _over(name: str, counts: Numbers, alpha: float) -> Numbers:
    found = METHODS[name](counts, week=WEEK, source=REPORTED, alpha=alpha)
    return np.asarray(found.observed > found.upper)


def _rates(name: str, alpha: float, *, size: float = 0, past: bool = False) -> Numbers:
    """Return the share of series over their upper end in each scenario, with an outbreak or without."""
    told = []
    for number, scenario in enumerate(SCENARIOS):
        rng = np.random.default_rng([7, number])
        counts, means = scenario.counts(rng)
        if past:  # four outbreaks of three weeks in the years that are learnt from
            for start in rng.integers(0, N_WEEKS - 60, (4, 1)):
                at = start + np.arange(3)
                counts[:, at] += scenario.outbreak(means[:, at], 4, rng)
        if size:
            counts[:, -1] += scenario.outbreak(means[:, -1], size, rng)
        told.append(_over(name, counts, alpha).mean())
    return np.array(told)


def _said(what: str, told: Numbers) -> None:
    by_kind = told.reshape(len(KINDS), -1).mean(axis=1)
    ends = f"scenarios {100 * told.min():.2f} to {100 * told.max():.2f}"
    shown = " ".join(f"{kind[0]:g}: {100 * rate:.2f}" for kind, rate in zip(KINDS, by_kind, strict=True))
    print(f"{what}: {100 * told.mean():.2f} %, {ends}; {shown}")


@pytest.mark.parametrize("name", METHODS)
def test_false_alarms_are_about_as_many_as_alpha_says(name: str) -> None:
    for alpha in (0.05, 0.01, 0.001):
        told = _rates(name, alpha)
        _said(f"{name}, alpha {alpha}", told)
        assert told.mean() < MOST[name][0] * alpha + MOST[name][1]


@pytest.mark.parametrize("name", METHODS)
def test_past_outbreaks_hide_new_ones_a_little(name: str) -> None:
    clean, after = _rates(name, 0.01, size=6), _rates(name, 0.01, size=6, past=True)
    false = _rates(name, 0.01, past=True)
    _said(f"{name}, found at 6 sd, quiet past", clean)
    _said(f"{name}, found at 6 sd, four outbreaks before", after)
    _said(f"{name}, false alarms, four outbreaks before", false)

    assert after.mean() > clean.mean() - 0.15
    assert false.mean() < MOST[name][2]


@pytest.mark.parametrize("name", METHODS)
def test_greater_outbreaks_are_found_more_often(name: str) -> None:
    found = {size: _rates(name, 0.001, size=size) for size in (2, 4, 6, 8, 10)}
    for size, told in found.items():
        _said(f"{name}, alpha 0.001, outbreak of {size} sd", told)

    means = [told.mean() for told in found.values()]
    assert means == sorted(means)
    assert means[-1] > 0.9


def test_few_of_the_alarms_that_stand_in_a_batch_are_false() -> None:
    n_false, n_standing, n_outbreaks, n_any = 0, 0, 0, 0
    for turn in range(10):
        rng = np.random.default_rng([11, turn])
        parts = [scenario.counts(rng) for scenario in rng.permutation(np.array(SCENARIOS, dtype=object))[:6]]
        counts, means = (np.concatenate(one) for one in zip(*parts, strict=True))
        nothing = alarm_round(farrington_flexible(counts, week=WEEK, source=REPORTED))
        n_any += len(nothing.standing) > 0
        ill = rng.random(len(counts)) < 0.01
        counts[ill, -1] += rng.poisson(10 * np.sqrt(2 * means[ill, -1]) + 5)
        standing = alarm_round(farrington_flexible(counts, week=WEEK, source=REPORTED)).standing
        n_false, n_standing = n_false + int((~ill[standing]).sum()), n_standing + len(standing)
        n_outbreaks += int(ill.sum())
    print(f"batches of 6 000: {n_standing} stand of {n_outbreaks} outbreaks, {n_false} of them false; ")
    print(f"batches without outbreaks where any stands: {n_any} of 10")

    assert n_false / n_standing < 0.15
    assert (n_standing - n_false) / n_outbreaks > 0.6


def _still(mean: float, n: int = 200_000) -> Numbers:
    return np.random.default_rng(3).poisson(mean, (n, 12))


def test_ears_errs_as_seven_normal_numbers_must() -> None:
    # (y - mean) / (sd sqrt(1 + 1/7)) has Student's distribution with six degrees of freedom.
    z = -scipy.special.ndtri(0.001)
    must = scipy.special.stdtr(6, -z / np.sqrt(8 / 7))
    for mean in (0.5, 2.0, 10.0, 1000.0):
        told = {
            method: ears(_still(mean), source=REPORTED, method=method, alpha=0.001).alarm[:, -1].mean()
            for method in ("C1", "C2", "C3")
        }
        print(f"EARS at alpha 0.001, mean {mean:g}:", {m: f"{100 * rate:.2f} %" for m, rate in told.items()})
    print(f"of normal numbers {100 * must:.2f} %")

    for method in ("C1", "C2"):
        rate = ears(_still(1000.0), source=REPORTED, method=method, alpha=0.001).alarm[:, -1].mean()
        assert abs(rate - must) < 4 * np.sqrt(must / 200_000) + 0.001


def _run_length(mean: float, k: float, h: float, *, grid: int = 1500, factor: float = 1.0) -> float:
    """Return the mean weeks to an alarm, by Brook and Evans' chain (1972) over sums put on a grid."""
    width = h / grid
    y = np.arange(int(mean * factor + 12 * np.sqrt(mean * factor) + 20))
    chance = np.exp(scipy.special.xlogy(y, mean * factor) - mean * factor - scipy.special.gammaln(y + 1))
    step = (y - mean) / np.sqrt(mean) - k
    after = (np.arange(grid)[:, None] * width) + step[None, :]
    to = np.rint(np.maximum(after, 0) / width).astype(int)
    stays = np.zeros((grid, grid))
    rows = np.broadcast_to(np.arange(grid)[:, None], to.shape)
    inside = after < h
    to = np.minimum(to, grid - 1)
    np.add.at(stays, (rows[inside], to[inside]), np.broadcast_to(chance, to.shape)[inside])
    return float(np.linalg.solve(np.eye(grid) - stays, np.ones(grid))[0])


@pytest.mark.parametrize("mean", [1.0, 4.0, 20.0, 400.0])
def test_cusum_waits_as_long_as_its_chain_says(mean: float) -> None:
    rng = np.random.default_rng(5)
    told = {}
    for factor in (1.0, 1 + 1.5 / np.sqrt(mean)):
        counts = rng.poisson(mean * factor, (3000, 3000 if factor == 1 else 200))
        alarm = cusum(counts, np.full(3000, mean), source=REPORTED).alarm
        told[factor] = counts.size / alarm.sum()
        must = _run_length(mean, 1.04, 2.26, factor=factor)
        print(
            f"CUSUM, mean {mean:g} times {factor:.2f}: alarm every {told[factor]:.1f} weeks, chain {must:.1f}"
        )
        assert abs(told[factor] / must - 1) < 0.08
    assert told[1.0] > 5 * min(told.values())
