"""Simulated years to try forecasts on: some share the model's form, some do not. Chance by seed, no clock."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from lofte.analysis.course import Earlier, Weeks
from lofte.analysis.spreads import FloatArray

SEED = 20211231  # fixed before the first run
N_WEEKS = 52
MEAN = 800 / N_WEEKS  # a promise of 800 in a year
SWING = 0.25  # up and down, its top at any time of the year
CHANGE = 0.15  # from year to year, as a standard deviation

Generator = np.random.Generator
Form = Callable[[Generator, FloatArray], FloatArray]


@dataclass(frozen=True)
class Years:
    """Counts of weeks, shape (n_cases, n_weeks): earlier years, and last the year that is foreseen."""

    counts: FloatArray
    n_earlier: int
    owed: FloatArray = field(default_factory=lambda: np.ones(N_WEEKS))  # of the last year's weeks

    @property
    def when(self) -> FloatArray:
        found: FloatArray = (np.arange(self.counts.shape[1]) + 0.5) / N_WEEKS
        return found

    @property
    def totals(self) -> FloatArray:
        found: FloatArray = self.counts[:, -N_WEEKS:].sum(axis=1)
        return found

    def at(self, week: int) -> tuple[FloatArray, Weeks, Earlier]:
        """Return what is known after so many weeks of the last year."""
        seen = (np.arange(N_WEEKS) < week).astype(float)
        first = self.n_earlier * N_WEEKS
        past = self.counts[:, :first].reshape(len(self.counts), self.n_earlier, N_WEEKS)
        weeks = Weeks(self.when[first:], self.owed, seen)
        return self.counts[:, first:] * seen, weeks, Earlier(past, self.when[:first])


def simulated(
    form: str,
    *,
    dispersion: float,
    n_cases: int,
    n_earlier: int = 3,
    top: float | None = None,
    alike: int = 1,
) -> Years:
    """Simulate years, each with its level, uneven weeks and a season.

    The season's top can be given, as 0 to 1; else it is any, the same for so many `alike` in a row.
    """
    chance = np.random.default_rng([SEED, list(FORMS).index(form), round(10 * dispersion), n_earlier])
    n_weeks = (n_earlier + 1) * N_WEEKS
    tops = chance.uniform(size=(n_cases, 1)) if top is None else np.full((n_cases, 1), top)
    tops = tops[::alike].repeat(alike, axis=0)[:n_cases]
    season = 1 + SWING * np.cos(2 * np.pi * ((np.arange(n_weeks) + 0.5) / N_WEEKS - tops))
    levels = chance.gamma(CHANGE**-2, CHANGE**2, (n_cases, n_earlier + 1)).repeat(N_WEEKS, axis=1)
    means = FORMS[form](chance, MEAN * levels * season)
    return Years(_drawn(chance, means, dispersion), n_earlier)


def with_free_weeks(made: Years) -> Years:
    """Let a winter break and a summer be free, as agreed: nothing is owed then, and nothing is done."""
    free = np.isin(np.arange(N_WEEKS), (7, 8, *range(26, 31)))
    counts = made.counts * np.tile(~free, made.n_earlier + 1)
    return replace(made, counts=counts, owed=(~free).astype(float))


def come_and_go(dispersion: float, n_cases: int) -> Years:
    """Let five areas with a season in common make one number: two come in week 20, one goes in week 40."""
    made = simulated("as foreseen", dispersion=dispersion, n_cases=5 * n_cases, n_earlier=0, alike=5)
    week = np.arange(N_WEEKS)
    held = np.array([week >= 0, week >= 0, week < 40, week >= 20, week >= 20]).astype(float)
    last = made.counts.reshape(-1, 5, N_WEEKS)
    return Years((last * held).sum(axis=1), 0, held.sum(axis=0))


def _drawn(chance: Generator, means: FloatArray, dispersion: float) -> FloatArray:
    if dispersion == 1:
        return chance.poisson(means).astype(float)
    sizes = np.maximum(means, 1e-9) / (dispersion - 1)
    return chance.negative_binomial(sizes, 1 / dispersion).astype(float)


def _as_foreseen(chance: Generator, means: FloatArray) -> FloatArray:
    return means


def _in_waves(chance: Generator, means: FloatArray) -> FloatArray:
    """Busy and quiet months: each week's factor resembles the last one's (0.7), ±30 %."""
    shocks = chance.normal(size=means.shape)
    waves = shocks.copy()
    for week in range(1, means.shape[1]):
        waves[:, week] = 0.7 * waves[:, week - 1] + np.sqrt(1 - 0.7**2) * shocks[:, week]
    return means * np.exp(0.3 * waves - 0.045)


def _falling(chance: Generator, means: FloatArray) -> FloatArray:
    """A third of the officers are lent away from the summer of the last year on."""
    found = means.copy()
    found[:, 26 - N_WEEKS :] *= 0.7
    return found


def _holidays(chance: Generator, means: FloatArray) -> FloatArray:
    """Five weeks of July and two of Christmas with next to no work, every year."""
    week = np.arange(means.shape[1]) % N_WEEKS
    return means * np.where((week >= 26) & (week < 31), 0.15, np.where(week >= 50, 0.3, 1.0))


def _trend(chance: Generator, means: FloatArray) -> FloatArray:
    """Each case grows or shrinks all the time, by some quarter a year."""
    years = (np.arange(means.shape[1]) - means.shape[1] + N_WEEKS / 2) / N_WEEKS
    found: FloatArray = means * np.exp(chance.normal(0, 0.25, (len(means), 1)) * years)
    return found


def _empty_weeks(chance: Generator, means: FloatArray) -> FloatArray:
    """In three weeks of ten nothing is logged."""
    return np.where(chance.uniform(size=means.shape) < 0.3, 0, means / 0.7)


def _raised(chance: Generator, means: FloatArray) -> FloatArray:
    """The promise makes a difference: the last year has 60 % more than the years before."""
    found = means.copy()
    found[:, -N_WEEKS:] *= 1.6
    return found


FORMS: dict[str, Form] = {
    "as foreseen": _as_foreseen,
    "waves": _in_waves,
    "falling": _falling,
    "holidays": _holidays,
    "trend": _trend,
    "empty weeks": _empty_weeks,
    "raised": _raised,
}
