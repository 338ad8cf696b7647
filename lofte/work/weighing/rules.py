"""A promise tried before it is signed: what its numbers mean, and what the log says of them. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from lofte.analysis.shares import wilson
from lofte.periods.calendar import Period

MONTHS = 12
WEEKS = Fraction(1461, 28)  # in a year: 365.25 days in sevens
A_YEAR: Mapping[str, int | Fraction] = {
    "day": 365,
    "week": WEEKS,
    "month": 12,
    "quarter": 4,
    "tertial": 3,
    "term": 2,
    "season": 2,
    "year": 1,
}
FEWEST_MONTHS = 3  # fewer say nothing of a year
HIGH = Fraction(6, 5)  # of the best year: a fifth more than anybody has done is not just a good year
EARLY = 7  # months: reached by the end of July, in week 30, it says nothing of the autumn
WIDE = 20  # percentage points: an interval this wide does not tell a fifth from a third
FEWEST_PERSONS = 4  # one, two or three persons are not shown
KEPT = Fraction(9, 10)  # of the occasions: fewer, and a cadence is behind
BUSY, QUIET = Fraction(9, 5), Fraction(1, 2)  # of an even month


@dataclass(frozen=True)
class Tried:
    """A target as it is tried. `window` is its own time, else the promise's."""

    kind: str
    comparator: str
    value: Fraction | None
    per: str
    window: Period
    places: tuple[str, ...] = ()
    each_place: bool | None = None
    is_even: bool = True  # neither season nor interim points
    is_persons: bool = False

    @property
    def n_years(self) -> Fraction:
        return Fraction(self.window.n_days * 4, 1461)

    @property
    def is_longer(self) -> bool:
        """Whether the time is longer than a year."""
        return self.window.n_days > 366

    @property
    def yearly(self) -> Fraction | None:
        """Return what is promised in a year: in each place, or in all together."""
        if self.value is None or self.kind == "share":
            return None
        if self.per in A_YEAR:
            return self.value * A_YEAR[self.per]
        return self.value / self.n_years if self.is_longer else self.value


@dataclass(frozen=True)
class History:
    """What a rule would have counted at a place (or in all), month by month, through the last whole month."""

    place: str
    last: date  # the first day of the last month
    counts: tuple[int, ...]
    wholes: tuple[int, ...] = ()  # of a share

    def years(self) -> tuple[Fraction, ...]:
        """Return twelve months and the twelve before; of a shorter log what it makes in a year."""
        return _years(self.counts)

    @property
    def n_months(self) -> int:
        return len(self.counts)

    def month_reached(self, promised: Fraction) -> int | None:
        """Return in which month a number was reached, the last twelve in the order of the calendar."""
        if self.n_months < MONTHS:
            return None
        so_far = 0
        for n, (_, count) in enumerate(self.by_month(), start=1):
            so_far += count
            if so_far >= promised:
                return n
        return None

    def by_month(self) -> list[tuple[int, int]]:
        """Return the last twelve months from January to December: the month, and what was done in it."""
        found = [
            ((self.last.month - 1 - back) % MONTHS + 1, count)
            for back, count in enumerate(reversed(self.counts[-MONTHS:]))
        ]
        return sorted(found)


def _years(counts: Sequence[int]) -> tuple[Fraction, ...]:
    if len(counts) < FEWEST_MONTHS:
        return ()
    if len(counts) < MONTHS:
        return (Fraction(sum(counts) * MONTHS, len(counts)),)
    chunks = [counts[-MONTHS:], counts[-2 * MONTHS : -MONTHS]]
    return tuple(Fraction(sum(chunk)) for chunk in chunks if len(chunk) == MONTHS)


@dataclass(frozen=True)
class Finding:
    """Something to know, or to mend: a code with what its sentence needs."""

    code: str
    is_warning: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)


def findings(
    tried: Tried, histories: Sequence[History], *, kept: tuple[int, int] | None = None
) -> list[Finding]:
    """Return all that there is to say of a target. `kept` are the occasions of a cadence: kept, and owed."""
    found = [*_unclear(tried), *_arithmetic(tried)]
    if tried.kind == "cadence":
        return [*found, *_cadence(kept)]
    if tried.kind == "share":
        return [*found, *_share(tried, histories)]
    return [*found, *_number(tried, histories)]


def _unclear(tried: Tried) -> Iterator[Finding]:
    if tried.value is None:
        return
    if tried.kind == "count" and not tried.per and tried.is_longer:
        yield Finding("period_unclear", True, {"n": tried.value})
    if len(tried.places) > 1 and tried.each_place is None and tried.kind in {"count", "hours"}:
        yield Finding("places_unclear", True, {"n": tried.value, "total": tried.value * len(tried.places)})


def _arithmetic(tried: Tried) -> Iterator[Finding]:
    """Say a year's number as a week's or a month's, and for all places."""
    yearly = tried.yearly
    if yearly is None or yearly <= 0 or tried.kind == "cadence":
        return
    if tried.is_longer and tried.per not in A_YEAR:
        yield Finding("a_year", facts={"n": tried.value, "yearly": yearly})
    if yearly >= WEEKS:
        yield Finding("a_week", facts={"yearly": yearly, "n": yearly / WEEKS})
    elif yearly >= MONTHS:
        yield Finding("a_month", facts={"yearly": yearly, "n": yearly / MONTHS})
    elif yearly >= 2:
        yield Finding("seldom", facts={"yearly": yearly, "n_weeks": WEEKS / yearly})
    if tried.each_place and len(tried.places) > 1:
        n_places = len(tried.places)
        yield Finding("in_all", facts={"n_places": n_places, "total": yearly * n_places})


def _number(tried: Tried, histories: Sequence[History]) -> Iterator[Finding]:
    yearly = tried.yearly
    known = [one for one in histories if one.years()]
    if not any(sum(one.counts) for one in known):
        yield Finding("nothing", True)
        return
    for one in _telling(known):
        yield _range(one)
    if yearly is None or yearly <= 0:
        return
    if tried.comparator == "<=":
        highest = max(max(one.years()) for one in known)
        if highest > yearly:
            yield Finding("over_cap", True, {"n": highest})
        return
    yield from _too_much(yearly, known)
    yield from _too_little(yearly, known)
    if tried.is_even and len(known) == 1:
        yield from _uneven(known[0])


def _telling(known: Sequence[History]) -> list[History]:
    """Of several places the one with least and the one with most: the table has them all."""
    if len(known) < 3:
        return list(known)
    ordered = sorted(known, key=lambda one: max(one.years()))
    return [ordered[0], ordered[-1]]


def _range(history: History) -> Finding:
    years = history.years()
    facts = {"place": history.place, "low": min(years), "high": max(years)}
    if history.n_months < MONTHS:
        return Finding("some_months", facts=facts | {"n_months": history.n_months})
    return Finding("two_years" if len(years) == 2 else "one_year", facts=facts)


def _too_much(yearly: Fraction, known: Sequence[History]) -> Iterator[Finding]:
    short = [one for one in known if yearly > HIGH * max(one.years())]
    if not short:
        return
    best = max(max(one.years()) for one in short)
    times = None if best == 0 else yearly / best
    facts = {"places": tuple(one.place for one in short if one.place), "best": best, "times": times}
    yield Finding("too_high", True, facts)


def _too_little(yearly: Fraction, known: Sequence[History]) -> Iterator[Finding]:
    reached = [one.month_reached(yearly) for one in known]
    months = [month for month in reached if month is not None]
    if len(months) == len(known) and max(months) <= EARLY:
        yield Finding("too_low", True, {"month": max(months)})


def _uneven(history: History) -> Iterator[Finding]:
    """Say that the months differ, with weights that follow the last years: of a hundred in all."""
    weights = season(history)
    if not weights:
        return
    even = Fraction(100, MONTHS)
    if max(weights) > BUSY * even or min(weights) < QUIET * even:
        most, least = weights.index(max(weights)) + 1, weights.index(min(weights)) + 1
        yield Finding("uneven", facts={"most": most, "least": least, "weights": weights})


def season(history: History) -> tuple[int, ...]:
    """Return what each month weighs of about a hundred, January to December; () without a year."""
    if history.n_months < MONTHS:
        return ()
    n_whole = history.n_months // MONTHS * MONTHS
    sums = [0] * MONTHS
    for back, count in enumerate(reversed(history.counts[-n_whole:])):
        sums[(history.last.month - 1 - back) % MONTHS] += max(count, 0)
    total = sum(sums)
    return tuple(round(100 * one / total) for one in sums) if total else ()


def _cadence(kept: tuple[int, int] | None) -> Iterator[Finding]:
    if kept is None or kept[1] == 0:
        return
    n_kept, n_owed = kept
    if n_kept == 0:
        yield Finding("nothing", True)
        return
    yield Finding("kept", facts={"n": n_kept, "of": n_owed})
    if n_kept < KEPT * n_owed:
        yield Finding("seldom_kept", True)


def _share(tried: Tried, histories: Sequence[History]) -> Iterator[Finding]:
    """Say whether the wholes that the log has known can tell the promised share from others."""
    whole = sum(max(_years(one.wholes), default=Fraction(0)) for one in histories)
    if whole == 0:
        yield Finding("nothing", True)
        return
    part = sum(max(_years(one.counts), default=Fraction(0)) for one in histories)
    yield Finding("share_was", facts={"n": whole, "share": 100 * part / whole})
    if tried.value is None:
        return
    tertial, year = (_interval(tried.value, round(n)) for n in (whole / 3, whole))
    if tertial is not None and tertial[1] - tertial[0] > WIDE:
        facts = {"n": round(whole / 3), "share": tried.value, "low": tertial[0], "high": tertial[1]}
        is_wide = year is not None and year[1] - year[0] > WIDE
        more = {"year_low": year[0], "year_high": year[1]} if is_wide and year else {}
        yield Finding("share_unsure", True, facts | more)
    if tried.is_persons and 0 < round(tried.value * whole / 300) < FEWEST_PERSONS:
        yield Finding("share_hidden", True, {"n": round(tried.value * whole / 300)})


def _interval(percent: Fraction, n: int) -> tuple[float, float] | None:
    found = wilson(round(percent * n / 100), n) if n else None
    return None if found is None else (100 * found.low, 100 * found.high)
