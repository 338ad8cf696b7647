"""Thousands of random logs, each with a rule of its own: the engine counts what a hand counts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest
from django.db import connection

from lofte.accounts.models import Organisation
from lofte.periods.calendar import parse
from lofte.promises.models import (
    Activity,
    ActivityParty,
    KindOfWork,
    Quantity,
    Target,
    TargetPlace,
    TargetRecipient,
)
from lofte.work import contributions, counting, queries, warm
from lofte.work.models import Entry, EntryQuantity, EntryRecipient
from lofte.work.outcomes import Outcome, PlaceOutcome
from lofte.work.yardsticks import EntryFacts
from tests.cast import Cast
from tests.work import making

YEAR, T2 = parse("2021"), parse("2021-T2")
CUT = date(2021, 9, 14)
FIRST_MONDAY = date(2021, 1, 4)  # of the first week with its Thursday in 2021
NORTH, SOUTH, REST, NOWHERE = range(4)  # areas: one in each set, and one in none of them
PLACES = ("Norra", "Södra", "övriga kommunen")
FOUND, FIRST_TIME = range(2)


@dataclass(frozen=True)
class Work:
    """A piece of work as it was drawn; `is_taken_back`: as if it had never been."""

    kind: int
    area: int
    day: date
    minutes: int | None
    state: str
    occasions: int
    quantities: dict[int, int]
    recipients: frozenset[int]
    is_taken_back: bool


@dataclass(frozen=True)
class Rule:
    """A target as it was drawn."""

    kind: str
    value: int | None
    per: str
    places: tuple[int, ...]
    is_each: bool
    starts: date
    ends: date
    minimum: int | None
    state: str
    is_sum: bool
    has_whole: bool
    recipients: frozenset[int]


@dataclass
class Case:
    """A rule, a log, and the organisation that both belong to."""

    rule: Rule
    log: list[Work] = field(default_factory=list)


def drawn_work(chance: Random) -> Work:
    found = chance.randrange(4)
    numbers = {FOUND: found, FIRST_TIME: chance.randint(0, found)}
    return Work(
        kind=chance.choice([0, 0, 0, 1]),
        area=chance.randrange(4),
        day=YEAR.starts + timedelta(days=chance.randrange(-10, 300)),
        minutes=chance.choice([None, 10, 20, 45]),
        state=chance.choice(["done", "closed", "closed"]),
        occasions=chance.choice([1, 1, 1, 12]),
        quantities={key: value for key, value in numbers.items() if chance.random() < 0.8},
        recipients=frozenset(key for key in range(2) if chance.random() < 0.8),
        is_taken_back=chance.random() < 0.25,
    )


def drawn_rule(chance: Random) -> Rule:
    kind = chance.choice(["count", "count", "share", "cadence", "milestone"])
    is_short = kind != "cadence" and chance.random() < 0.2
    return Rule(
        kind=kind,
        value=chance.randrange(1, 30) if kind in {"count", "share"} else chance.choice([None, 2]),
        per="week" if kind == "cadence" else chance.choice(["", "", "year"]),
        places=tuple(chance.sample(range(3), chance.randrange(4))),
        is_each=chance.random() < 0.5,
        starts=date(2021, 3, 1) if is_short else YEAR.starts,
        ends=date(2021, 8, 1) if is_short else YEAR.ends,
        minimum=chance.choice([None, None, 20]),
        state=chance.choice(["", "", "closed"]),
        is_sum=kind == "share" or (kind == "count" and chance.random() < 0.4),
        has_whole=kind == "share" and chance.random() < 0.7,
        recipients=frozenset(key for key in range(2) if chance.random() < 0.2),
    )


def drawn(chance: Random, n: int) -> list[Case]:
    return [
        Case(drawn_rule(chance), [drawn_work(chance) for _ in range(chance.randrange(10))]) for _ in range(n)
    ]


# By hand: as somebody would who goes through the log with a pencil


@dataclass(frozen=True)
class Figures:
    """A line's figures; `second` is what the period added, or a share's whole."""

    place: str
    done: float
    second: float


def by_hand(case: Case) -> list[Figures]:
    rule = case.rule
    if not rule.places:
        lines = [("", {NORTH, SOUTH, REST, NOWHERE})]
    elif rule.is_each or len(rule.places) == 1:
        lines = [(PLACES[place], {place}) for place in rule.places]
    else:
        lines = [("", set(rule.places))]
    return [Figures(name, *_line(rule, _hits(case, areas))) for name, areas in lines]


def _hits(case: Case, areas: set[int]) -> list[Work]:
    rule = case.rule
    starts = FIRST_MONDAY if rule.kind == "cadence" else rule.starts
    ends = CUT if rule.kind == "milestone" else min(rule.ends, CUT)
    return [
        work
        for work in case.log
        if not work.is_taken_back
        and work.kind == 0
        and work.area in areas
        and starts <= work.day < ends
        and (rule.minimum is None or (work.minutes or 0) >= rule.minimum)
        and rule.state in {"", work.state}
        and rule.recipients <= work.recipients
    ]


def _line(rule: Rule, hits: Sequence[Work]) -> tuple[int, int]:
    if rule.kind == "cadence":
        weeks = Counter[int]()
        for work in hits:
            weeks[(work.day - FIRST_MONDAY).days // 7] += work.occasions
        met = [week for week, n in weeks.items() if n >= (rule.value or 1)]
        inside = [w for w in met if FIRST_MONDAY + timedelta(days=7 * w + 3) in T2]
        return len(met), len(inside)
    if rule.kind == "share" and rule.has_whole:
        return _sum(hits, FIRST_TIME), _sum(hits, FOUND)
    if rule.kind == "share":
        return _times(work for work in hits if work.quantities.get(FIRST_TIME, 0) > 0), _times(hits)
    inside_period = [work for work in hits if work.day in T2]
    if rule.is_sum:
        return _sum(hits, FOUND), _sum(inside_period, FOUND)
    return _times(hits), _times(inside_period)


def _sum(hits: Iterable[Work], number: int) -> int:
    return sum(work.quantities.get(number, 0) for work in hits)


def _times(hits: Iterable[Work]) -> int:
    return sum(work.occasions for work in hits)


# Into the database: everything at once


@dataclass
class Shelf:
    """The cases in the database: the target of each, and whose the work is."""

    cast: Cast
    kinds: list[KindOfWork]
    numbers: list[Quantity]
    cases: list[Case]
    organisations: list[Organisation]
    targets: list[Target]
    n_logged: int = 0

    def log(self, work: Work, number: int) -> tuple[Entry, Work]:
        self.n_logged += 1
        areas = (self.cast.north_area, self.cast.south_area, self.cast.west_area, self.cast.whole)
        entry = Entry(
            key=UUID(int=self.n_logged),
            kind_of_work=self.kinds[work.kind],
            organisation=self.organisations[number],
            area=areas[work.area],
            occurred_on=work.day,
            minutes=work.minutes,
            state=work.state,
            occasions=work.occasions,
            logged_at=making.AT,
        )
        return entry, work

    def write(self, logs: Sequence[tuple[int, Sequence[Work]]]) -> None:
        """Write logs by the number of their case, and take back what is to be taken back."""
        rows = [self.log(work, number) for number, works in logs for work in works]
        self._write(rows)
        back = [(self._reversal(entry), work) for entry, work in rows if work.is_taken_back]
        self._write(back)

    def _reversal(self, entry: Entry) -> Entry:
        self.n_logged += 1
        skipped = {"id", "key", "sign", "reverses", "reversal_reason"}
        facts = {
            f.attname: getattr(entry, f.attname) for f in Entry._meta.concrete_fields if f.name not in skipped
        }
        return Entry(**facts, key=UUID(int=self.n_logged), sign=-1, reverses=entry, reversal_reason="fel")

    def _write(self, rows: Sequence[tuple[Entry, Work]]) -> None:
        Entry.objects.bulk_create((entry for entry, _ in rows), batch_size=2000)
        EntryQuantity.objects.bulk_create(
            (
                EntryQuantity(entry=entry, quantity=self.numbers[key], value=value)
                for entry, work in rows
                for key, value in work.quantities.items()
            ),
            batch_size=5000,
        )
        shared = (self.cast.police, self.cast.housing)
        EntryRecipient.objects.bulk_create(
            (
                EntryRecipient(entry=entry, organisation=shared[key])
                for entry, work in rows
                for key in work.recipients
            ),
            batch_size=5000,
        )
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as any database in use has done: rows come by the thousand here

    def outcomes(self) -> list[Outcome]:
        found = counting.outcomes(self.targets, period=T2, cut=CUT)
        return [found[target.pk] for target in self.targets]


def shelved(cast: Cast, cases: list[Case]) -> Shelf:
    kinds = [making.kind_of_work("ett"), making.kind_of_work("tva")]
    found = making.quantity(kinds[0], "brott")
    numbers = [found, making.quantity(kinds[0], "forstagang", part_of=found)]
    names = [f"org-{n}" for n in range(len(cases))]
    organisations = Organisation.objects.bulk_create(
        Organisation(slug=name, name=name, short_name=name, kind="police") for name in names
    )
    promise = making.promise(cast.partnership)
    activities = Activity.objects.bulk_create(
        Activity(promise=promise, position=n % 30_000, title=name, text=name) for n, name in enumerate(names)
    )
    ActivityParty.objects.bulk_create(
        ActivityParty(activity=activity, organisation=organisation)
        for activity, organisation in zip(activities, organisations, strict=True)
    )
    targets = Target.objects.bulk_create(
        _target(case.rule, activity, kinds[0], numbers)
        for case, activity in zip(cases, activities, strict=True)
    )
    sets, shared = (cast.north, cast.south, cast.rest), (cast.police, cast.housing)
    TargetPlace.objects.bulk_create(
        TargetPlace(target=target, area_set=sets[place], position=n)
        for case, target in zip(cases, targets, strict=True)
        for n, place in enumerate(case.rule.places)
    )
    TargetRecipient.objects.bulk_create(
        TargetRecipient(target=target, organisation=shared[key])
        for case, target in zip(cases, targets, strict=True)
        for key in case.rule.recipients
    )
    shelf = Shelf(cast, kinds, numbers, cases, organisations, targets)
    shelf.write([(number, case.log) for number, case in enumerate(cases)])
    return shelf


def _target(rule: Rule, activity: Activity, kind: KindOfWork, numbers: Sequence[Quantity]) -> Target:
    number = numbers[FIRST_TIME if rule.kind == "share" else FOUND] if rule.is_sum else None
    return Target(
        activity=activity,
        kind=rule.kind,
        comparator=">=",
        value=rule.value,
        per=rule.per,
        starts=None if rule.starts == YEAR.starts else rule.starts,
        ends=None if rule.ends == YEAR.ends else rule.ends,
        each_place=rule.is_each,
        kind_of_work=kind,
        quantity=number,
        whole=numbers[FOUND] if rule.has_whole else None,
        minimum_minutes=rule.minimum,
        counted_state=rule.state,
    )


def read(outcome: Outcome) -> list[Figures]:
    lines = [line for line in outcome.places if line.promised is not None]
    return [Figures(line.place, line.done, _second(line)) for line in lines]


def _second(line: PlaceOutcome) -> float:
    return line.share.whole if line.share is not None else line.in_period


@pytest.mark.parametrize("n", [80, pytest.param(10_000, marks=pytest.mark.long)])
def test_every_random_log_is_counted_as_by_hand_and_a_reversal_restores_it(cast: Cast, n: int) -> None:
    chance = Random(n)
    shelf = shelved(cast, drawn(chance, n))

    before = shelf.outcomes()

    for case, outcome in zip(shelf.cases, before, strict=True):
        assert read(outcome) == by_hand(case), case
    assert sum(line.done for outcome in before for line in outcome.places) > n  # there was something to count
    regretted = [(k, [_taken_back(drawn_work(chance))]) for k in range(n)]
    shelf.write(regretted)
    assert shelf.outcomes() == before
    warm.forget()
    assert shelf.outcomes() == before


def _taken_back(work: Work) -> Work:
    return Work(**{**vars(work), "is_taken_back": True})


@pytest.mark.parametrize("n", [40, pytest.param(2_000, marks=pytest.mark.long)])
def test_what_the_entries_add_is_the_line(cast: Cast, n: int) -> None:
    shelf = shelved(cast, drawn(Random(n + 1), n))
    outcomes = shelf.outcomes()
    entries = list(Entry.objects.order_by("pk"))
    mine: dict[int, list[tuple[Entry, EntryFacts]]] = {}
    for entry, facts in zip(entries, queries.facts_of_all(entries), strict=True):
        mine.setdefault(entry.organisation_id, []).append((entry, facts))

    for number, yardstick in enumerate(queries.yardsticks(shelf.targets, cut=CUT)):
        *_, count = counting.counts_of(yardstick, T2, CUT)
        rows = mine.get(shelf.organisations[number].pk, [])
        added = [tally for _, facts in rows if (tally := contributions.of(count, facts)) is not None]
        counted = [facts for _, facts in rows if yardstick.left_out(facts, count.days) is None]
        assert len(added) == len(counted)
        if yardstick.kind in {"count", "share", "milestone"} and (
            not yardstick.is_each or not yardstick.grounds
        ):
            (line, *_) = read(outcomes[number])
            assert sum(tally.n for tally in added) == line.done
