"""A target of each kind is revised in all its rule has: the moves are shown, both are told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lofte.followup.drafting import drafted
from lofte.periods.calendar import parse
from lofte.places.models import Place, PrioritisedArea
from lofte.promises import history, queries
from lofte.promises.forms.revising import RevisionForm
from lofte.promises.models import KindOfWork, PromiseParty, Target, TargetRevision, TargetSpot
from lofte.situation import actions as situation
from lofte.situation.models import Indicator
from lofte.work import counting
from lofte.work.outcomes import Outcome
from tests.cast import Cast
from tests.opened import opened
from tests.promises.asking import signed_in
from tests.work import making
from tests.work.test_weighing import decision, hidden, send

NOW, LATER = date(2021, 6, 15), date(2021, 6, 16)
YEAR = parse("2021")


@pytest.fixture(autouse=True)
def today(freeze: Callable[[str], datetime]) -> datetime:
    return freeze("2021-06-15T12:00")


@dataclass
class World:
    """The cast, a kind of work to count and one that is its occasion, two streets and a series."""

    cast: Cast
    work: KindOfWork
    event: KindOfWork
    campaign: KindOfWork
    streets: list[Place] = field(default_factory=list)
    series: list[Indicator] = field(default_factory=list)

    def log(self, month: int, day: int, **given: Any) -> None:
        kind = given.pop("kind", self.work)
        area = given.pop("area", self.cast.north_area)
        making.work(kind, area, date(2021, month, day), self.cast.police, **given)

    def measured(self, series: Indicator, on: date, value: float) -> None:
        reading = situation.Reading(on, making.exact(value), "Tabell 4", self.cast.municipality)
        situation.write_value(
            indicator=series, reading=reading, by=self.cast.coordinator, at=making.AT, today=NOW
        )


@pytest.fixture
def world(cast: Cast) -> World:
    made = World(
        cast,
        work=making.kind_of_work("fotpatrull"),
        event=making.kind_of_work("evenemang"),
        campaign=making.kind_of_work("kampanj"),
    )
    for name in ("Storgatan", "Nygatan"):
        made.streets.append(
            Place.objects.create(
                partnership=cast.partnership,
                name=name,
                area=cast.north_area,
                search_key=name.casefold(),
                sort_key=name.casefold(),
            )
        )
    for name in ("Andel trygga", "Andel otrygga"):
        terms = situation.Terms(name, "procent", "Enkäten", "higher", "trygghetssamordnaren")
        series = situation.begin_indicator(
            partnership=cast.partnership, terms=terms, by=cast.coordinator, at=making.AT, on=NOW
        )
        made.series.append(series)
    return made


@dataclass(frozen=True)
class Case:
    """A target as it stands, what is written anew, what is logged, and what must come of it."""

    given: Callable[[World], dict[str, Any]]
    sent: Callable[[World], dict[str, Any]]
    told: tuple[str, ...]  # each term that reads otherwise: what (now; before)
    logged: Callable[[World], None] = lambda _: None
    moves: tuple[int, int] = (0, 0)  # stops, starts
    figures: tuple[float, float] = (0, 0)  # of the first place, or the value measured, before and after


def _cases(world: World) -> None:
    for state, n in (("begun", 2), ("closed", 1)):
        world.log(3, 1, state=state, n=n)


def _hours(world: World) -> None:
    world.log(3, 1, minutes=60)
    world.log(3, 2, minutes=30)


def _shared(world: World) -> None:
    world.log(3, 1, recipients=[world.cast.police])


def _streets(world: World) -> None:
    for n in (0, 1, 1):
        world.log(3, 1 + n, place=world.streets[n])


def _evenings(world: World) -> None:
    world.log(3, 5, started_at=time(18))  # a Friday
    world.log(3, 6, started_at=time(21))  # a Saturday


def _events(world: World) -> None:
    world.log(3, 5, kind=world.event)
    world.log(3, 6, kind=world.campaign)
    world.log(3, 5)
    world.log(3, 6)


def _after(world: World) -> None:
    world.log(3, 1, kind=world.campaign)
    world.log(3, 11)


def _measured(world: World) -> None:
    for series, value in zip(world.series, (62, 31), strict=True):
        world.measured(series, date(2021, 5, 1), value)


def _both_areas(world: World) -> None:
    PrioritisedArea.objects.create(
        partnership=world.cast.partnership,
        area_set=world.cast.north,
        starts=date(2021, 1, 1),
        decision="§ 1",
    )
    world.log(3, 1, area=world.cast.north_area)
    world.log(3, 2, area=world.cast.south_area)


CASES = {
    "count": Case(
        given=lambda _: {"value": 9, "counted_state": "begun"},
        sent=lambda _: {"counted_state": "closed", "unit": "ärenden"},
        told=("Enhet, som löftet säger den (ärenden; )", "Ärenden räknas när de är (avslutat; påbörjat)"),
        logged=_cases,
        moves=(2, 1),
        figures=(2, 1),
    ),
    "count of prioritised areas": Case(
        given=lambda world: {"kind": "count", "value": 9, "places": [world.cast.south]},
        sent=lambda _: {"places": [], "over_prioritised_areas": "on"},
        told=(
            "Områden (; Södra)",
            "I de områden som kommunen prioriterat, dag för dag (ja; nej)",
        ),
        logged=_both_areas,
        moves=(1, 1),
        figures=(1, 1),
    ),
    "hours": Case(
        given=lambda _: {"value": 10},
        sent=lambda _: {"minimum_minutes": "45"},
        told=("Minsta längd i minuter (45; )",),
        logged=_hours,
        moves=(1, 0),
        figures=(1.5, 1),
    ),
    "rate": Case(
        given=lambda _: {"value": 2, "per": "week", "held": "average"},
        sent=lambda _: {"held": "every", "skips_holidays": "on"},
        told=(
            "Takt: varje eller i snitt (varje vecka (månad, dag) för sig; i genomsnitt)",
            "Inte på helgdagar (ja; nej)",
        ),
        logged=lambda world: world.log(3, 1, n=3),
        figures=(3, 1),
    ),
    "cadence": Case(
        given=lambda world: {"value": 1, "per": "week", "places": [world.cast.north]},
        sent=lambda world: {"recipients": [world.cast.housing.pk]},
        told=("Ska delas med (Lillbo; )",),
        logged=_shared,
        moves=(1, 0),
        figures=(1, 0),
    ),
    "share": Case(
        given=lambda _: {"value": 20, "unit": "procent"},
        sent=lambda _: {"value": "30", "comparator": "<="},
        told=("Jämförelse (högst; minst)", "Tal (30; 20)"),
    ),
    "coverage": Case(
        given=lambda _: {"per": "week", "unit": "gator"},
        sent=lambda world: {"spots": [world.streets[1].pk]},
        told=("Platser som ska täckas var för sig (Nygatan; Storgatan)",),
        logged=_streets,
        moves=(1, 2),
        figures=(1, 1),
    ),
    "slot": Case(
        given=lambda _: {"weekdays": "5", "clock_from": time(18), "clock_to": time(20)},
        sent=lambda _: {"weekdays": ["6"], "clock_from": "20:00", "clock_to": "23:00"},
        told=("Veckodagar (lördag; fredag)", "Från klockan (20.00; 18.00)", "Till klockan (23.00; 20.00)"),
        logged=_evenings,
        moves=(1, 1),
        figures=(1, 1),
    ),
    "milestone": Case(
        given=lambda _: {"value": 1, "sign": "Ett protokoll."},
        sent=lambda _: {"last_day": "2021-02-28", "sign": "En rapport."},
        told=(
            "Egen sista dag (28\N{NO-BREAK SPACE}februari 2021; )",
            "Tecken på att det är uppfyllt (En rapport.; Ett protokoll.)",
        ),
        logged=lambda world: world.log(3, 1),
        moves=(1, 0),
        figures=(1, 1),
    ),
    "on_demand": Case(
        given=lambda world: {"value": 1, "occasion_kind": world.event, "places": [world.cast.north]},
        sent=lambda world: {"occasion_kind": world.campaign.pk},
        told=("Vid, eller efter, varje (kampanj; evenemang)",),
        logged=_events,
        moves=(2, 2),  # the evening out and what it was done at, and the same of the campaign
        figures=(1, 1),
    ),
    "follow_on": Case(
        given=lambda world: {"value": 7, "unit": "dagar", "occasion_kind": world.campaign},
        sent=lambda _: {"value": "14"},
        told=("Tal (14; 7)",),
        logged=_after,
        moves=(0, 1),
        figures=(0, 1),
    ),
    "indicator": Case(
        given=lambda world: {"value": 80, "reads_as": "level", "indicator": world.series[0]},
        sent=lambda world: {
            "value": "5",
            "indicator": world.series[1].pk,
            "reads_as": "change",
            "direction": "down",
            "baseline": "40",
            "baseline_on": "2020-05-01",
        },
        told=(
            "Tal (5; 80)",
            "Mätetal (Andel otrygga; Andel trygga)",
            "Mätetalet läses som (en förändring, i mätetalets egen enhet; ett läge: så här högt eller lågt)",
            "Förändringens riktning (nedåt; )",
            "Utgångsläge (40; )",
            "Utgångslägets dag (1\N{NO-BREAK SPACE}maj 2020; )",
        ),
        logged=_measured,
        figures=(62, 31),
    ),
    "qualitative": Case(
        given=lambda _: {"sign": "Fler är ute.", "kind_of_work": None, "comparator": ""},
        sent=lambda _: {"sign": "Fler säger att de går ut."},
        told=("Tecken på att det är uppfyllt (Fler säger att de går ut.; Fler är ute.)",),
    ),
}


def standing(world: World, name: str, case: Case) -> Target:
    promise = making.promise(world.cast.partnership)
    for n, party in enumerate((world.cast.police, world.cast.municipality)):
        PromiseParty.objects.create(promise=promise, organisation=party, position=n)
    given: dict[str, Any] = {"kind": name, "kind_of_work": world.work, "comparator": ">="} | case.given(world)
    kind, value = given.pop("kind"), given.pop("value", None)
    target = making.target(making.activity(promise, world.cast.police), kind, value, **given)
    if kind == "coverage":
        TargetSpot.objects.create(target=target, place=world.streets[0])
    if kind == "share":
        target.quantity = making.quantity(world.work, "nya")
        target.save()
    return target


def filled(target: Target) -> dict[str, Any]:
    """Return the form as it is first shown, as a browser sends it."""
    whole = queries.targets().select_related("activity__promise").get(pk=target.pk)
    form = RevisionForm(promise=target.activity.promise, target=whole, today=NOW)
    sent: dict[str, Any] = {}
    for one in form:
        value = one.value()
        if isinstance(value, time):
            value = value.strftime("%H:%M")
        if value not in (None, False, ""):
            sent[one.name] = "on" if value is True else value
    return sent


def figure(found: Outcome) -> float:
    if found.measured is not None:
        return found.measured.value or 0
    return found.places[0].done if found.places else 0


@pytest.mark.parametrize("name", CASES)
def test_a_target_of_any_kind_is_revised_in_what_its_rule_has(
    client: Client, world: World, name: str
) -> None:
    case = CASES[name]
    target = standing(world, name, case)
    case.logged(world)
    opened(world.cast.police, world.cast.partnership, world.cast.police_approver)
    client = signed_in(client, world.cast.coordinator)
    sent = filled(target) | decision(world.cast) | case.sent(world)

    shown = send(client, "revise", target, sent)
    saved = send(client, "revise", target, sent | {"confirm": "1", "moves": hidden(shown, "moves")})

    text = making.text(shown)
    stops, starts = (f"{n} {'post' if n == 1 else 'poster'}" for n in case.moves)
    moved = f"{stops} slutar räknas. {starts} börjar räknas."
    assert (moved if any(case.moves) else "Inget loggat arbete börjar eller slutar räknas.") in text
    if name == "on_demand":
        assert "Räknas inte längre som tillfälle: det är ett annat slags arbete." in text
        assert "Räknas som tillfälle sedan. Nu gör den inte det: det är ett annat slags arbete." in text
    assert saved.status_code == 302, text
    row = TargetRevision.objects.get()
    assert row.before != row.after
    (told,) = history.told(target.activity.promise, [target])[target.pk]
    assert tuple(f"{one.what} ({one.now}; {one.before})" for one in told.terms) == case.told
    page = making.text(client.get(reverse("promises:promise", args=[target.activity.promise_id])))
    for one in told.terms:
        assert f"{one.what}: " in text
        assert f"{one.what}: " in page
    found = [figure(counting.outcomes([target], period=YEAR, cut=cut)[target.pk]) for cut in (NOW, LATER)]
    assert tuple(found) == case.figures
    line = drafted(target.activity.promise, parse("2021-T2"), LATER).lines[0]
    (published,) = line.figures["targets"][0]["revisions"]
    assert published == told.as_json()
    assert line.text.sv
    assert line.text.en
