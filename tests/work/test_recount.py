"""A recount by hand, entry by entry, gives what the engine gives; and the explanation agrees with both."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from uuid import uuid4

import pytest

from lofte.accounts.models import Organisation
from lofte.periods.calendar import parse
from lofte.periods.slots import week_of
from lofte.places.models import Area, AreaSet
from lofte.promises.models import KindOfWork, Quantity, Target
from lofte.work import counting, queries
from lofte.work.judging import Count
from lofte.work.models import Entry, EntryQuantity, EntryRecipient
from tests.cast import Cast
from tests.work import making

YEAR = parse("2021")
T2 = parse("2021-T2")
CUT = date(2021, 9, 14)


@dataclass(frozen=True)
class Logged:
    entry: Entry
    quantities: dict[int, int]
    recipients: frozenset[int]


@dataclass(frozen=True)
class Stage:
    kinds: Sequence[KindOfWork]
    found: Quantity
    first: Quantity
    logged: Sequence[Logged]
    targets: Sequence[Target]


def _log(
    chance: Random, cast: Cast, kinds: Sequence[KindOfWork], numbers: Sequence[Quantity]
) -> list[Logged]:
    organisations = [cast.police, cast.municipality, cast.housing]
    areas = [cast.north_area, cast.south_area, cast.west_area, cast.whole]
    logged = []
    for _ in range(150):
        entry = Entry.objects.create(
            key=uuid4(),
            kind_of_work=chance.choice(kinds),
            organisation=chance.choice(organisations),
            area=chance.choice(areas),
            occurred_on=YEAR.starts + timedelta(days=chance.randrange(-10, 300)),
            minutes=chance.choice([None, 10, 20, 45]),
            state=chance.choice(["done", "begun", "closed"]),
            occasions=chance.choice([1, 1, 1, 12]),
            logged_at=making.AT,
        )
        quantities = {q.pk: chance.randrange(4) for q in numbers if chance.random() < 0.6}
        found, first = (number.pk for number in numbers)
        if first in quantities:  # a part is never more than its whole
            quantities[first] = min(quantities[first], quantities.get(found, 0))
        recipients = frozenset(o.pk for o in organisations if chance.random() < 0.6)
        logged.append(_with(entry, quantities, recipients))
        if chance.random() < 0.25:
            logged.append(_with(_reversal(entry), quantities, recipients))
    return logged


def _reversal(entry: Entry) -> Entry:
    fields = (
        "kind_of_work",
        "organisation",
        "area",
        "occurred_on",
        "minutes",
        "state",
        "occasions",
        "logged_at",
    )
    facts = {name: getattr(entry, name) for name in fields}
    return Entry.objects.create(**facts, key=uuid4(), sign=-1, reverses=entry, reversal_reason="fel")


def _with(entry: Entry, quantities: dict[int, int], recipients: frozenset[int]) -> Logged:
    for key, value in quantities.items():
        EntryQuantity.objects.create(entry=entry, quantity_id=key, value=value)
    for key in recipients:
        EntryRecipient.objects.create(entry=entry, organisation_id=key)
    return Logged(entry, quantities, recipients)


def _targets(
    chance: Random, cast: Cast, kinds: Sequence[KindOfWork], numbers: Sequence[Quantity]
) -> list[Target]:
    promise = making.promise(cast.partnership)
    organisations: list[Organisation] = [cast.police, cast.municipality, cast.housing]
    sets: list[AreaSet] = [cast.north, cast.south, cast.rest]
    made = []
    for number in range(24):
        activity = making.activity(promise, *chance.sample(organisations, chance.randrange(3)))
        kind = ("count", "share", "cadence", "milestone")[number % 4]
        is_sum = kind == "share" or (kind == "count" and chance.random() < 0.5)
        made.append(
            making.target(
                activity,
                kind,
                chance.randrange(1, 40) if kind in {"count", "share"} else None,
                per="week" if kind == "cadence" else "",
                places=chance.sample(sets, chance.randrange(4)),
                each_place=chance.random() < 0.5,
                kind_of_work=chance.choice(kinds),
                quantity=numbers[1] if is_sum else None,
                whole=numbers[0] if kind == "share" else None,
                minimum_minutes=chance.choice([None, None, 20]),
                counted_state=chance.choice(["", "", "closed"]),
                recipients=chance.sample(organisations, 2) if chance.random() < 0.3 else (),
            )
        )
    return made


def _areas(cast: Cast, target: Target) -> list[tuple[str, set[int]]]:
    sets = [
        (row.area_set.name, row.area_set)
        for row in target.places.select_related("area_set").order_by("position")
    ]
    inside = [(name, set(s.containment.values_list("area_id", flat=True))) for name, s in sets]
    if not inside:
        everywhere: list[Area] = [cast.north_area, cast.south_area, cast.west_area, cast.whole]
        return [("", {area.pk for area in everywhere})]
    if target.each_place or len(inside) == 1:
        return inside
    return [("", set().union(*(areas for _, areas in inside)))]


def _hits(target: Target, areas: set[int], logged: Sequence[Logged], members: set[int]) -> list[Logged]:
    parties = {party.organisation_id for party in target.activity.parties.all()} or members
    wanted = {row.organisation_id for row in target.recipients.all()}
    first, last = YEAR.starts, CUT
    if target.kind == "cadence":
        first = date(2021, 1, 4)  # the first week with its Thursday in 2021
    return [
        row
        for row in logged
        if row.entry.kind_of_work_id == target.kind_of_work_id
        and row.entry.area_id in areas
        and row.entry.organisation_id in parties
        and first <= row.entry.occurred_on < last
        and (target.minimum_minutes is None or (row.entry.minutes or 0) >= target.minimum_minutes)
        and target.counted_state in {"", row.entry.state}
        and wanted <= row.recipients
    ]


def _by_hand(target: Target, hits: Sequence[Logged]) -> tuple[int, int]:
    """Return a line's figure and a second one: the part in the period, a share's whole, a milestone's day."""
    signs = [(row, row.entry.sign) for row in hits]
    if target.kind == "share":
        part = sum(sign * row.quantities.get(target.quantity_id or 0, 0) for row, sign in signs)
        return part, sum(sign * row.quantities.get(target.whole_id or 0, 0) for row, sign in signs)
    if target.kind == "cadence":
        weeks = Counter[str]()
        for row, sign in signs:
            weeks[week_of(row.entry.occurred_on).key] += sign * row.entry.occasions
        met = [week for week, n in weeks.items() if n > 0]
        return len(met), sum("2021-W18" <= week <= "2021-W34" for week in met)
    taken_back = {row.entry.reverses_id for row in hits if row.entry.sign < 0}
    kept = [row for row in hits if row.entry.sign > 0 and row.entry.pk not in taken_back]
    if target.quantity_id:
        return (
            sum(row.quantities.get(target.quantity_id, 0) for row in kept),
            sum(row.quantities.get(target.quantity_id, 0) for row in kept if row.entry.occurred_on in T2),
        )
    if target.kind == "milestone":
        return _times(kept), min((row.entry.occurred_on for row in kept), default=date.max).toordinal()
    return _times(kept), _times([row for row in kept if row.entry.occurred_on in T2])


def _times(rows: Sequence[Logged]) -> int:
    return sum(row.entry.occasions for row in rows)


def _stage(seed: int, cast: Cast) -> Stage:
    chance = Random(seed)
    kinds = [making.kind_of_work("ett"), making.kind_of_work("tva")]
    found = making.quantity(kinds[0], "brott")
    first = making.quantity(kinds[0], "forstagang", part_of=found)
    Quantity.objects.filter(pk=first.pk).update(part_of=found)
    logged = _log(chance, cast, kinds, [found, first])
    return Stage(kinds, found, first, logged, _targets(chance, cast, kinds, [found, first]))


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_the_engine_counts_what_a_hand_counts(cast: Cast, seed: int) -> None:
    stage = _stage(seed, cast)
    members = {cast.police.pk, cast.municipality.pk, cast.housing.pk}

    outcomes = counting.outcomes(stage.targets, period=T2, cut=CUT)

    for target in stage.targets:
        found = outcomes[target.pk]
        lines = [line for line in found.places if line.promised is not None]
        expected = _areas(cast, target)
        assert len(lines) == len(expected)
        for line, (name, areas) in zip(lines, expected, strict=True):
            done, second = _by_hand(target, _hits(target, areas, stage.logged, members))
            assert (line.place, line.done) == (name, done), (seed, target.kind)
            if target.kind == "share":
                assert line.share is not None
                assert line.share.whole == second
            elif target.kind == "milestone":
                reached = found.reached_on or date.max
                assert second <= reached.toordinal()
            else:
                assert line.in_period == second, (seed, target.kind)


def test_an_entry_counts_exactly_where_its_explanation_says(cast: Cast) -> None:
    stage = _stage(11, cast)
    members = {cast.police.pk, cast.municipality.pk, cast.housing.pk}
    counted = {
        target.pk: {
            row.entry.pk
            for _, areas in _areas(cast, target)
            for row in _hits(target, areas, stage.logged, members)
            if target.kind != "count" or target.quantity_id in {None, *row.quantities}
        }
        for target in stage.targets
    }
    inside = [row.entry for row in stage.logged if YEAR.starts <= row.entry.occurred_on < CUT]

    for entry in inside[:60]:
        told = {explained.target.pk: explained.counts for explained in counting.explain(entry)}

        near = {t.pk for t in stage.targets if t.kind_of_work_id == entry.kind_of_work_id}
        assert set(told) == near
        weeks = {t.pk for t in stage.targets if t.kind == "cadence"} if entry.occurred_on.day < 4 else set()
        assert {key for key in near - weeks if told[key]} == {
            key for key in near - weeks if entry.pk in counted[key]
        }


def test_counts_over_very_many_areas_fit_what_a_database_takes_at_once(cast: Cast) -> None:
    kind = making.kind_of_work()
    made = making.target(making.activity(making.promise(cast.partnership)), "count", 5, kind_of_work=kind)
    making.work(kind, cast.north_area, date(2021, 2, 1), cast.police, n=2)
    [yardstick] = queries.yardsticks([made])
    wide = replace(yardstick, elsewhere=yardstick.elsewhere | frozenset(range(10**6, 10**6 + 3000)))

    found = queries.tallies([Count(wide, YEAR, T2, CUT)] * 90)  # 270 000 parameters

    assert [sum(tally.n for tally in one.tallies[cast.north_area.pk]) for one in found] == [2] * 90
