"""Bench `forecast`: how often the truth lies where it was foreseen, against a plain run-rate with Poisson."""

from collections.abc import Iterator

import numpy as np

from lofte.analysis.course import course
from lofte.analysis.spreads import FloatArray, Spread, negative_binomial
from lofte.site.bench import parts, years
from lofte.site.bench.rows import Row
from lofte.site.bench.years import N_WEEKS, Years

WEEKS = (8, 17, 35)
DISPERSIONS = (1.0, 3.0, 6.0)
N_YEARS, N_YEARS_FULL = 400, 10_000
GOALS = {80: (74.0, 87.0), 95: (91.0, 99.0)}
TOLD = "told, and held to nothing"
AT_ONCE = 500  # cases whose spreads are held in memory together


def rows(*, full: bool) -> Iterator[Row]:
    """Try the model on years of its own form, held to the goal; then on others, told and held to none."""
    n_cases = N_YEARS_FULL if full else N_YEARS
    for dispersion in DISPERSIONS:
        made = years.simulated("as foreseen", dispersion=dispersion, n_cases=n_cases)
        yield from _rows("as foreseen", made, dispersion, is_held=True)
    for form in list(years.FORMS)[1:]:
        yield from _rows(form, years.simulated(form, dispersion=3.0, n_cases=n_cases), 3.0, is_held=False)
    for n_earlier in (1, 0):
        made = years.simulated("as foreseen", dispersion=3.0, n_cases=n_cases, n_earlier=n_earlier)
        yield from _rows("as foreseen", made, 3.0, is_held=False)
    free = years.with_free_weeks(years.simulated("as foreseen", dispersion=3.0, n_cases=n_cases))
    yield from _rows("free weeks", free, 3.0, is_held=True)
    yield from _rows("areas that come and go", years.come_and_go(3.0, n_cases), 3.0, is_held=False)
    for form in parts.FORMS:
        yield from _rows_of_parts(form, n_cases)


def _rows_of_parts(form: str, n_cases: int) -> Iterator[Row]:
    """Try what is met, answered or covered."""
    note = "truths inside the range; theirs: the share so far carried on, with a binomial's error"
    for week in (week for week in WEEKS if week >= parts.TOLD_FROM.get(form, 0)):
        found = parts.both(form, week=week, n_cases=n_cases)
        for nominal, ours_theirs in found.items():
            said = note if form in parts.HELD else f"{note}; {TOLD}"
            yield _row(form, f"{n_cases} years, week {week}", nominal, ours_theirs, said)


def _rows(form: str, made: Years, dispersion: float, *, is_held: bool) -> Iterator[Row]:
    earlier = "1 earlier year" if made.n_earlier == 1 else f"{made.n_earlier or 'no'} earlier years"
    note = "truths inside the range; theirs: run-rate with Poisson"
    for week in WEEKS:
        ours, theirs = covered(made, week), covered_by_run_rate(made, week)
        size = f"{len(made.totals)} years, week {week}, dispersion {dispersion:g}, {earlier}"
        for nominal in GOALS:
            found = ours[nominal], theirs[nominal]
            yield _row(form, size, nominal, found, note if is_held else f"{note}; {TOLD}")


def _row(form: str, size: str, nominal: int, found: tuple[float, float], note: str) -> Row:
    (mine, plain), (least, most) = found, GOALS[nominal]
    is_held = not note.endswith(TOLD)
    return Row(
        name=f"forecast {form}, {nominal} %",
        size=size,
        ours=round(mine, 1),
        theirs=round(plain, 1),
        unit="%",
        ratio=round(mine / max(plain, 0.1), 2),
        goal=f"{least:g}–{most:g} %" if is_held else "none",
        holds=not is_held or least <= mine <= most,
        note=note,
    )


def covered(made: Years, week: int) -> dict[int, float]:
    """Return how many of a hundred truths lie in the ranges foreseen after so many weeks."""
    known = course(*made.at(week))
    mean, variance = known.to_come()
    return _covered(made.totals - known.done, mean, np.maximum(variance, mean))


def covered_by_run_rate(made: Years, week: int) -> dict[int, float]:
    """Return the same for what is usually done: what is left in proportion, with a Poisson's range."""
    counts, _, _ = made.at(week)
    done = counts.sum(axis=1)
    mean = done * (N_WEEKS - week) / week
    return _covered(made.totals - done, mean, mean)


def _covered(truths: FloatArray, mean: FloatArray, variance: FloatArray) -> dict[int, float]:
    inside = dict.fromkeys(GOALS, 0)
    for first in range(0, len(truths), AT_ONCE):
        some = slice(first, first + AT_ONCE)
        spread = negative_binomial(mean[some], variance[some])
        for nominal in GOALS:
            inside[nominal] += _n_inside(truths[some], spread, nominal / 100)
    return {nominal: 100 * n / len(truths) for nominal, n in inside.items()}


def _n_inside(truths: FloatArray, spread: Spread, share: float) -> int:
    low, high = spread.quantile((1 - share) / 2), spread.quantile((1 + share) / 2)
    return int(((truths >= low) & (truths <= high)).sum())
