"""A count by hand: as somebody would who goes through the log with a pencil, rule by rule."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tests.work.drawn import (
    CUT,
    FIRST_TIME,
    FOUND,
    NORTH,
    NOWHERE,
    REST,
    SOUTH,
    T2,
    WEEKLY,
    WITHIN,
    Case,
    Rule,
    Work,
)

PLACES = ("Norra", "Södra", "övriga kommunen")
SPOTS = ("Gata 0", "Gata 1", "Gata 2")
PRIORITISED = {NORTH: (date(2021, 2, 3), date(2021, 6, 1)), SOUTH: (date(2021, 5, 5), date(2022, 1, 1))}
HOLIDAYS = {(1, 1), (1, 6), (4, 2), (4, 4), (4, 5), (5, 1), (5, 13), (5, 23), (6, 6), (6, 26)}
FIRST_MONDAY = date(2021, 1, 4)  # of the first week with its Thursday in 2021
N_WEEKS_OVER = 36  # the last of them ends on 12 September
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Figures:
    """A line's figures; `second` is what the period added, or a share's whole."""

    place: str
    done: float
    second: float


def by_hand(case: Case) -> list[Figures]:
    rule = case.rule
    if rule.follows:
        return _following(case)
    if rule.spots:
        hits = _hits(case, _all_of(rule))
        return [
            Figures(SPOTS[spot], *_line(rule, [work for work in hits if work.spot == spot], None))
            for spot in rule.spots
        ]
    return [Figures(name, *_line(rule, _hits(case, areas), place)) for name, areas, place in _lines(rule)]


def _lines(rule: Rule) -> list[tuple[str, set[int], int | None]]:
    """Return each line's name, its areas, and the place it is for by itself."""
    places = tuple(PRIORITISED) if rule.is_prioritised else rule.places
    is_each = rule.word == "each" or (rule.is_each and rule.word != "objects")
    if not places:
        return [("", _all_of(rule), None)]
    if is_each or len(places) == 1:
        return [(PLACES[place], {place}, place) for place in places]
    return [("", set(places), None)]


def _all_of(rule: Rule) -> set[int]:
    return set(rule.places) or {NORTH, SOUTH, REST, NOWHERE}


def _hits(case: Case, areas: set[int]) -> list[Work]:
    rule = case.rule
    starts = FIRST_MONDAY if rule.word in WEEKLY else rule.starts
    ends = CUT if rule.word == "milestone" else min(rule.ends, CUT)
    return [
        work
        for work in case.log
        if not work.is_taken_back
        and work.kind == 0
        and work.area in areas
        and starts <= work.day < ends
        and (not rule.is_prioritised or _is_prioritised(work.area, work.day))
        and _holds(rule, work)
    ]


def _is_prioritised(place: int, day: date) -> bool:
    first, last = PRIORITISED.get(place, (day, day))
    return first <= day < last


def _holds(rule: Rule, work: Work) -> bool:
    is_free = rule.skips_holidays and (work.day.month, work.day.day) in HOLIDAYS
    return (
        not is_free
        and (rule.minimum is None or (work.minutes or 0) >= rule.minimum)
        and (rule.word != "hours" or work.minutes is not None)
        and rule.state in {"", work.state}
        and rule.recipients <= work.recipients
        and (not rule.weekdays or work.day.isoweekday() in rule.weekdays)
        and (rule.clock is None or work.clock in WITHIN[rule.clock])
    )


def _line(rule: Rule, hits: Sequence[Work], place: int | None) -> tuple[float, float]:
    if rule.word in {"cadence", "every"}:
        return _weeks(rule, hits, place)
    if rule.word == "slot":
        days = {work.day for work in hits}
        return len(days), sum(day in T2 for day in days)
    if rule.per == "month":
        months = {work.day.month for work in hits}
        return len(months), sum(5 <= month <= 8 for month in months)
    if rule.word in {"spots", "each"}:
        return int(bool(hits)), int(bool(hits))
    if rule.word == "objects":
        n = min(len({work.spot for work in hits} - {None}), rule.value or 0)
        return n, n
    if rule.word == "share":
        return _share(rule, hits)
    inside = [work for work in hits if work.day in T2]
    return _added(rule, hits), _added(rule, inside)


def _added(rule: Rule, hits: Sequence[Work]) -> float:
    if rule.word == "sum":
        return _sum(hits, FOUND)
    if rule.word == "hours":
        return round(sum((work.minutes or 0) * work.occasions for work in hits) / 60, 2)
    return _times(hits)


def _share(rule: Rule, hits: Sequence[Work]) -> tuple[int, int]:
    if rule.has_whole:
        return _sum(hits, FIRST_TIME), _sum(hits, FOUND)
    return _times(work for work in hits if work.quantities.get(FIRST_TIME, 0) > 0), _times(hits)


def _weeks(rule: Rule, hits: Sequence[Work], place: int | None) -> tuple[int, int]:
    """Count weeks: each is owed, unless its Monday comes when the place is not on the list."""
    n_in = Counter[int]()
    for work in hits:
        n_in[(work.day - FIRST_MONDAY).days // 7] += work.occasions
    met = []
    for week in range(N_WEEKS_OVER + 1):
        is_owed = not rule.is_prioritised or place is None or _is_prioritised(place, _monday(week))
        enough, is_over = rule.value or 1, week < N_WEEKS_OVER
        is_kept = n_in[week] <= enough and is_over if rule.comparator == "<=" else n_in[week] >= enough
        if is_owed and is_kept:
            met.append(week)
    return len(met), sum(_monday(week) + timedelta(days=3) in T2 for week in met)


def _monday(week: int) -> date:
    return FIRST_MONDAY + week * WEEK


def _sum(hits: Iterable[Work], number: int) -> int:
    return sum(work.quantities.get(number, 0) for work in hits)


def _times(hits: Iterable[Work]) -> int:
    return sum(work.occasions for work in hits)


# What is owed at, or after, each of something: one for one, in the same area


def _following(case: Case) -> list[Figures]:
    rule = case.rule
    answered = {area: _answered(case, area) for area in _all_of(rule)}
    if not any(days for days in answered.values()):
        return []  # nothing has happened that it was promised for
    if rule.is_each and rule.places:
        return [Figures(PLACES[place], *_kept(answered[place])) for place in rule.places]
    return [Figures("", *_kept([one for days in answered.values() for one in days]))]


def _kept(answered: Sequence[tuple[date, bool]]) -> tuple[int, int]:
    kept = [day for day, is_kept in answered if is_kept]
    return len(kept), sum(day in T2 for day in kept)


def _answered(case: Case, area: int) -> list[tuple[date, bool]]:
    """Return every occasion in an area with whether it got what was promised, the first come first served."""
    rule = case.rule
    happened = _days(
        work for work in case.log if work.kind == 1 and work.area == area and work.day < min(rule.ends, CUT)
    )
    left = _days(
        work
        for work in case.log
        if work.kind == 0 and work.area == area and work.day < CUT and _holds(rule, work)
    )
    n_each = rule.value or 1 if rule.word == "on_demand" else 1
    told = []
    for day in (day for day in happened if day >= rule.starts):
        taken = [one for one in left if day <= one <= _last_day(rule, day)][:n_each]
        for one in taken:
            left.remove(one)
        told.append((day, len(taken) == n_each))
    return told


def _last_day(rule: Rule, day: date) -> date:
    if rule.word == "on_demand":
        return day
    return rule.ends - timedelta(days=1) if rule.value is None else day + timedelta(days=rule.value)


def _days(works: Iterable[Work]) -> list[date]:
    """Return the day of each time that something was done, in order."""
    standing = [work for work in works if not work.is_taken_back]
    return sorted(work.day for work in standing for _ in range(work.occasions))
