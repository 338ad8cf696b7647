"""Simulated slots, occasions and coverage: how often the truth lies where it was foreseen. Chance by seed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from lofte.analysis.course import Weeks, course, no_earlier
from lofte.analysis.covering import covering_forecast
from lofte.analysis.forecast import Goal
from lofte.analysis.parts import PartForecast, share_forecast, slots_forecast
from lofte.analysis.spreads import BoolArray, FloatArray, negative_binomial
from lofte.site.bench.years import N_WEEKS, SEED, SWING, Generator

WEEKS = (8, 17, 35)
GOALS = {80: (74.0, 87.0), 95: (91.0, 99.0)}
KEPT = (4.0, 1.0)  # how often slots are met: beta, on average eight of ten
N_PLACES = (12, 24, 40)  # schools, streets
N_OCCASIONS = 40.0  # a year
FEWEST = 4  # fewer slots, occasions: nothing is foreseen


@dataclass(frozen=True)
class Case:
    """What was foreseen, what a plain reckoning says, and what it became."""

    said: PartForecast
    plain: tuple[float, float]  # what is likely, and one standard error of it
    truth: float

    def holds(self, nominal: int) -> tuple[bool, bool]:
        """Say whether the forecast's range held the truth, and the plain one's."""
        low, high = (
            (self.said.low, self.said.high) if nominal == 80 else (self.said.lowest, self.said.highest)
        )
        middle, error = self.plain
        reach = {80: 1.2816, 95: 1.96}[nominal] * error  # normal approximation
        return low - 1e-9 <= self.truth <= high + 1e-9, abs(self.truth - middle) <= reach


def covered(form: str, *, week: int, n_cases: int) -> dict[int, float]:
    """Return how many of a hundred truths lie in the ranges foreseen after so many weeks."""
    return {nominal: ours for nominal, (ours, _) in both(form, week=week, n_cases=n_cases).items()}


def both(form: str, *, week: int, n_cases: int) -> dict[int, tuple[float, float]]:
    """Return the same of ours and of the plain reckoning."""
    chance = np.random.default_rng([SEED, list(FORMS).index(form), week])
    cases: list[Case] = []
    while len(cases) < n_cases:
        cases += list(FORMS[form](chance, week))
    found = {}
    for nominal in GOALS:
        held = np.array([case.holds(nominal) for case in cases[:n_cases]])
        ours, plain = 100 * held.mean(axis=0)
        found[nominal] = float(ours), float(plain)
    return found


def _carried_on(n: int, n_over: int, n_all: int) -> tuple[float, float]:
    """What is usually done: the share so far carried on, with a binomial's error of what is left."""
    share = n / n_over
    return n + share * (n_all - n_over), float(np.sqrt((n_all - n_over) * share * (1 - share)))


def _slots(chance: Generator, week: int) -> Iterator[Case]:
    yield _slot_case(chance.uniform(size=N_WEEKS) < chance.beta(*KEPT), week)


def _slots_in_runs(chance: Generator, week: int) -> Iterator[Case]:
    """A slot resembles the one before it by a third: what is missed is often missed again."""
    share, lots = chance.beta(*KEPT), chance.uniform(size=N_WEEKS)
    met = np.zeros(N_WEEKS, dtype=bool)
    met[0] = lots[0] < share
    for n in range(1, N_WEEKS):
        met[n] = lots[n] < share + (met[n - 1] - share) / 3
    yield _slot_case(met, week)


def _slot_case(met: BoolArray, week: int) -> Case:
    said = slots_forecast(met[:week], N_WEEKS - week)
    return Case(said, _carried_on(int(met[:week].sum()), week, N_WEEKS), float(met.sum()))


def _occasions(chance: Generator, week: int) -> Iterator[Case]:
    """Events that come by the season, some forty a year, each answered or not."""
    when = (np.arange(N_WEEKS) + 0.5) / N_WEEKS
    season = 1 + SWING * np.cos(2 * np.pi * (when - chance.uniform()))
    counts = chance.poisson(N_OCCASIONS / N_WEEKS * chance.gamma(16, 1 / 16) * season).astype(float)
    n_over, n_all = int(counts[:week].sum()), int(counts.sum())
    if n_over < FEWEST:
        return
    answered = chance.uniform(size=n_all) < chance.beta(*KEPT)
    n_met = int(answered[:n_over].sum())
    seen = (np.arange(N_WEEKS) < week).astype(float)
    weeks = Weeks(when, np.ones(N_WEEKS), seen)
    mean, variance = course((counts * seen)[None, :], weeks, no_earlier(1)).to_come()
    said = share_forecast(n_met, n_over, negative_binomial(mean, np.maximum(variance, mean)), Goal(least=0.8))
    middle, error = _carried_on(n_met, n_over, round(n_over * N_WEEKS / week))
    n_likely = max(n_over * N_WEEKS / week, 1)
    yield Case(said, (middle / n_likely, error / n_likely), float(answered.mean()))


def _coverage(chance: Generator, week: int) -> Iterator[Case]:
    """Half of them go by a list, half come as it happens."""
    yield from (_by_a_list, _as_it_happens)[chance.integers(2)](chance, week)


def _by_a_list(chance: Generator, week: int) -> Iterator[Case]:
    """As many new places a week until all are covered."""
    n_places = int(chance.choice(N_PLACES))
    pace = n_places / N_WEEKS * chance.gamma(4, 1 / 4)
    yield from _covering_case(np.cumsum(chance.exponential(1 / pace, n_places)), week)


def _as_it_happens(chance: Generator, week: int) -> Iterator[Case]:
    """Each place is as likely each week, until it is covered."""
    n_places = int(chance.choice(N_PLACES))
    yield from _covering_case(chance.exponential(N_WEEKS / chance.gamma(4, 1 / 4), n_places), week)


def _covering_case(days: FloatArray, week: int) -> Iterator[Case]:
    n_covered, n_places = int((days < week).sum()), len(days)
    if n_covered == n_places:
        return
    said = covering_forecast(n_covered, n_places, gone=week, left=N_WEEKS - week, least=n_places)
    coming = n_covered * (N_WEEKS - week) / week
    plain = min(n_covered + coming, float(n_places)), float(np.sqrt(coming))
    yield Case(said, plain, float((days < N_WEEKS).sum()))


FORMS: dict[str, Callable[[Generator, int], Iterator[Case]]] = {
    "slots": _slots,
    "slots in runs": _slots_in_runs,
    "occasions": _occasions,
    "coverage": _coverage,
    "coverage by a list": _by_a_list,
    "coverage as it happens": _as_it_happens,
}
TOLD_FROM = {form: 17 for form in FORMS if form.startswith("coverage")}  # weeks: nothing is foreseen before
HELD = frozenset(
    {"slots", "occasions", "coverage"}
)  # like the model; the others are told, and held to nothing
