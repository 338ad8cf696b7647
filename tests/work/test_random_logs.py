"""Thousands of random logs, each with a rule of its own: the engine counts what a hand counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from uuid import UUID

import pytest
from django.db import connection

from lofte.accounts.models import Organisation
from lofte.places.models import AreaSet, Place, PrioritisedArea
from lofte.promises.models import (
    Activity,
    ActivityParty,
    KindOfWork,
    PromiseParty,
    Quantity,
    Target,
    TargetPlace,
    TargetRecipient,
    TargetSpot,
)
from lofte.work import contributions, counting, queries, warm
from lofte.work.models import Entry, EntryQuantity, EntryRecipient
from lofte.work.outcomes import Outcome, PlaceOutcome
from lofte.work.yardsticks import EntryFacts
from tests.cast import Cast
from tests.work import making
from tests.work.drawn import CUT, FIRST_TIME, FOUND, T2, WORDS, YEAR, Case, Rule, Work, drawn, drawn_work
from tests.work.pencil import PRIORITISED, SPOTS, Figures, by_hand

ADDED_UP = {"count", "sum", "hours", "average", "share", "milestone"}


# Into the database: everything at once


@dataclass
class Shelf:
    """The cases in the database: the target of each, and whose the work is."""

    cast: Cast
    kinds: list[KindOfWork]
    others: dict[int, KindOfWork]  # what a case's own occasions are
    spots: list[Place]
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
            kind_of_work=self.others.get(number, self.kinds[1]) if work.kind else self.kinds[0],
            organisation=self.organisations[number],
            area=areas[work.area],
            place=None if work.spot is None else self.spots[work.spot],
            occurred_on=work.day,
            started_at=work.clock,
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
    others = {n: making.kind_of_work(names[n]) for n, case in enumerate(cases) if case.rule.follows}
    targets = Target.objects.bulk_create(
        _target(case.rule, activity, [kinds[0], others.get(n)], numbers)
        for n, (case, activity) in enumerate(zip(cases, _activities(cast, organisations), strict=True))
    )
    shelf = Shelf(cast, kinds, others, _spots(cast), numbers, cases, organisations, targets)
    _where_and_to_whom(shelf)
    shelf.write([(number, case.log) for number, case in enumerate(cases)])
    return shelf


def _activities(cast: Cast, organisations: Sequence[Organisation]) -> list[Activity]:
    """Give each organisation an activity of its own, in promises that a hundred give together."""
    made = []
    for first in range(0, len(organisations), 100):
        some = organisations[first : first + 100]
        promise = making.promise(cast.partnership, slug=f"lofte-{first}")
        PromiseParty.objects.bulk_create(PromiseParty(promise=promise, organisation=one) for one in some)
        made += Activity.objects.bulk_create(
            Activity(promise=promise, position=n, title=one.name, text=one.name) for n, one in enumerate(some)
        )
    ActivityParty.objects.bulk_create(
        ActivityParty(activity=activity, organisation=organisation)
        for activity, organisation in zip(made, organisations, strict=True)
    )
    return made


def _spots(cast: Cast) -> list[Place]:
    here = {"partnership": cast.partnership, "area": cast.north_area}
    return [Place.objects.create(name=n, search_key=n, sort_key=n, **here) for n in SPOTS]


def _where_and_to_whom(shelf: Shelf) -> None:
    cast = shelf.cast
    sets: tuple[AreaSet, ...] = (cast.north, cast.south, cast.rest)
    shared = (cast.police, cast.housing)
    rules = [(case.rule, target) for case, target in zip(shelf.cases, shelf.targets, strict=True)]
    TargetPlace.objects.bulk_create(
        TargetPlace(target=target, area_set=sets[place], position=n)
        for rule, target in rules
        for n, place in enumerate(rule.places)
    )
    TargetSpot.objects.bulk_create(
        TargetSpot(target=target, place=shelf.spots[spot], position=n)
        for rule, target in rules
        for n, spot in enumerate(rule.spots)
    )
    TargetRecipient.objects.bulk_create(
        TargetRecipient(target=target, organisation=shared[key])
        for rule, target in rules
        for key in rule.recipients
    )
    PrioritisedArea.objects.bulk_create(
        PrioritisedArea(partnership=cast.partnership, area_set=sets[place], starts=first, ends=last)
        for place, (first, last) in PRIORITISED.items()
    )


def _target(
    rule: Rule, activity: Activity, kinds: Sequence[KindOfWork | None], numbers: Sequence[Quantity]
) -> Target:
    counted = {"share": numbers[FIRST_TIME], "sum": numbers[FOUND]}
    return Target(
        activity=activity,
        kind=rule.kind,
        comparator=rule.comparator,
        value=rule.value,
        unit="dagar" if rule.word == "follow_on" else "",
        per=rule.per,
        held=rule.word if rule.kind == "rate" else "",
        starts=None if rule.starts == YEAR.starts else rule.starts,
        ends=None if rule.ends == YEAR.ends else rule.ends,
        each_place=rule.is_each,
        over_prioritised_areas=rule.is_prioritised,
        kind_of_work=kinds[0],
        occasion_kind=kinds[1],
        quantity=counted.get(rule.word),
        whole=numbers[FOUND] if rule.word == "share" and rule.has_whole else None,
        minimum_minutes=rule.minimum,
        counted_state=rule.state,
        weekdays="".join(map(str, sorted(rule.weekdays))),
        clock_from=rule.clock and rule.clock[0],
        clock_to=rule.clock and rule.clock[1],
        skips_holidays=rule.skips_holidays,
    )


def read(outcome: Outcome) -> list[Figures]:
    lines = [line for line in outcome.places if line.promised is not None]
    return [Figures(line.place, line.done, _second(line)) for line in lines]


def _second(line: PlaceOutcome) -> float:
    return line.share.whole if line.share is not None else line.in_period


def _here(n: int) -> int:
    """Draw other logs on PostgreSQL, and a quarter as many: only the statements differ there."""
    return n if connection.vendor == "sqlite" else max(150, n // 4)


@pytest.mark.parametrize("n", [150, pytest.param(10_000, marks=pytest.mark.long)])
def test_every_random_log_is_counted_as_by_hand_and_a_reversal_restores_it(cast: Cast, n: int) -> None:
    n = _here(n)
    chance = Random(n)
    shelf = shelved(cast, drawn(chance, n))

    before = shelf.outcomes()

    for case, outcome in zip(shelf.cases, before, strict=True):
        assert read(outcome) == by_hand(case), case
    for word in WORDS:  # there was something to count
        assert sum(line.done for line in _lines(shelf, before, word)) > 0, word
    some = [*enumerate(shelf.cases)][::4]  # every fourth logs once more, and takes it back
    shelf.write([(number, [_taken_back(drawn_work(chance, case.rule))]) for number, case in some])
    assert shelf.outcomes() == before
    warm.forget()
    assert shelf.outcomes() == before


def _lines(shelf: Shelf, outcomes: Sequence[Outcome], word: str) -> list[PlaceOutcome]:
    pairs = zip(shelf.cases, outcomes, strict=True)
    return [line for case, outcome in pairs if case.rule.word == word for line in outcome.places]


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
        is_one_line = not yardstick.is_each or not yardstick.grounds
        if shelf.cases[number].rule.word in ADDED_UP and is_one_line:
            (line, *_) = read(outcomes[number])
            assert round(float(yardstick.amount(sum(tally.n for tally in added))), 2) == line.done
