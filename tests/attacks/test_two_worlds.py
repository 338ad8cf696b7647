"""Everything that somebody of another organisation is told, in two worlds that differ in what is hidden.

One world is the other with another writer, other hours, other minutes of writing, another order, other notes,
and with work that no figure holds. Who sees the same in both learns nothing of it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from lofte.accounts.models import Organisation, Partnership, Role, SharingRule, User
from lofte.base.hidden_keys import shown
from lofte.promises.models import KindOfWork
from lofte.work import actions
from lofte.work.models import Entry
from lofte.work.sharing import actions as sharing
from tests.attacks import worlds
from tests.attacks.worlds import Told, client_of, differing
from tests.cast import SINCE
from tests.house.test_roles import IN, expected, matrix
from tests.role_stage import NOW, Stage, assembled_stage

NAMES = sorted(matrix()["GET"])
NOTE = "lugnt vid stationen"
FORM = "/intern/logga/slag/foot-patrol/"
LOOKED = re.compile(r'name="(looked|warned)"[^>]*value="([^"]*)"')
FOUND = 302
EVERY = "every role at once"
SENT = {"once": str(UUID(int=77, version=4))}
OF_AN_ENTRY = {"work:entry", "work:take-back", "work:change", "sharing:share", "sharing:withdraw"}
# Who comes alone besides: those with rooms of their own, and who sees least of the log's own.
ALONE = "field auditor registrar administrator".split()
READ = ("overview:", "work:", "obligations:", "sharing:", "followup:", "publication:", "situation:")
ROOMS = (*READ, "records:", "archiving:", "registering:", "redacting:", "people:", "promises:promise")
# Where another world may show, and why: to the data protection officer of the partnership alone.
MAY_DIFFER = {
    "records:clearing": "how many rows of persons each party keeps, since when: the officer watches over it",
    "records:sort": "the same of one sort of rows",
}
# Where it is told that a figure is one more, and why it may be: figures are the same whoever looks.
TELLS = {
    "overview:progress": "what the promise counts today, place by place",
    "overview:standing": "the same in a few words, of all promises",
    "work:behind": "how many entries of whose a line holds, so that a figure can be followed back to them",
    "work:figures": "what each activity adds up to, by month",
    "work:figures-activity": "the same by month, area and organisation",
    "work:figures-file": "the same as a file",
}


@dataclass(frozen=True)
class Parted:
    """The stage, a second officer, and those of the municipality who come: one in each role, one in all."""

    stage: Stage
    second: User
    each: dict[str, User]
    every: User
    every_elsewhere: User


def _person(name: str, kinds: list[str], where: Partnership, organisation: Organisation) -> User:
    user = User.objects.create_user(email=f"{name}@elsewhere.example", name=f"Någon {name}")
    Role.objects.bulk_create(
        Role(user=user, partnership=where, organisation=organisation, kind=kind, starts=SINCE)
        for kind in kinds
    )
    return user


@pytest.fixture(scope="module")
def parted(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Parted]:
    """Set the stage once, and take it away again."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: NOW)
        stage = assembled_stage()
        cast, kinds = stage.cast, Role.Kind.values
        yield Parted(
            stage=stage,
            second=_person("second", ["field"], cast.partnership, cast.police),
            each={kind: _person(kind, [kind], cast.partnership, cast.municipality) for kind in ALONE},
            every=_person("every", kinds, cast.partnership, cast.municipality),
            every_elsewhere=_person(
                "away", kinds, cast.other_partnership, cast.other_partnership.organisations.get()
            ),
        )
        transaction.set_rollback(True)


def _at(moment: str) -> datetime:
    return datetime.fromisoformat(f"{moment}+02:00")


def logged(person: User, n: int, area_id: int, moment: str, **given: Any) -> Entry:
    """Let somebody log a walk of 4 May by the form; what is to be read through once more is."""
    key = UUID(int=n, version=4)
    sent = {"area": area_id, "minutes": 45, "occurred_on": "2021-05-04", "once": str(key)} | given
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: _at(moment))
        answer = client_of(person).post(FORM, sent)
        if answer.status_code != FOUND:
            client_of(person).post(FORM, sent | dict(LOOKED.findall(answer.content.decode())))
    return Entry.objects.get(key=key)


def _share(entry: Entry, parted: Parted) -> None:
    cast = parted.stage.cast
    ground = SharingRule.objects.get(partnership=cast.partnership, code="egna-ord")
    at = _at("2021-05-09T12:00")
    sharing.share(entry, sharing.Reach(cast.partnership), ground=ground, by=cast.officer, at=at)


def one_world(parted: Parted) -> None:
    """Let the police log two walks, share one, and the municipality log what may be the first of them."""
    cast = parted.stage.cast
    north, south = cast.north_area.pk, cast.south_area.pk
    logged(cast.officer, 1, north, "2021-05-05T14:37:41", started_at="13:23", note=NOTE)
    shared = logged(cast.officer, 2, south, "2021-05-05T15:00", note="Vi talade med boende")
    logged(parted.every, 3, north, "2021-05-08T10:00")
    _share(shared, parted)


def another_world(parted: Parted) -> None:
    """Let others write the same at other times in another order, and more that no figure holds."""
    cast, second = parted.stage.cast, parted.second
    north, south, west = cast.north_area.pk, cast.south_area.pk, cast.west_area
    shared = logged(
        second,
        2,
        south,
        "2021-05-04T21:10:07",
        started_at="20:05",
        on_behalf_of=cast.officer.pk,
        note="Vi talade med boende",
    )
    mistaken = logged(cast.officer, 4, north, "2021-05-04T22:00")
    actions.reverse(mistaken, reason="Fel dag", by=cast.officer, at=_at("2021-05-04T22:05"))
    actions.log(
        key=UUID(int=5, version=4),
        kind=KindOfWork.objects.get(code="foot-patrol"),
        organisation=cast.police,
        area=west,
        occurred_on=date(2021, 5, 4),
        by=second,
        at=_at("2021-05-07T08:00"),
        note="ingen räknar det här",
    )
    logged(parted.every, 3, north, "2021-05-08T10:00")
    words = "bråk vid porten, ring 070-174 06 05"
    logged(second, 1, north, "2021-05-09T09:02:03", started_at="11:10", note=words)
    _share(shared, parted)


def counted(parted: Parted, day: str = "2021-05-04") -> None:
    """Let the police log a walk that a target counts."""
    logged(parted.stage.cast.officer, 1, parted.stage.cast.north_area.pk, f"{day}T14:37:41", occurred_on=day)


def addresses(parted: Parted, kinds: Iterable[str]) -> dict[str, str]:
    """Return the addresses of the stage at which one of the roles is let in, with their names."""
    open_to = [name for name in NAMES if any(expected("GET", name)[kind] in IN for kind in kinds)]
    return {reverse(name, kwargs=parted.stage.keys.get(name, {})): name for name in open_to}


def may_differ(address: str) -> bool:
    return worlds.sort_of(address).split("?")[0] in MAY_DIFFER


@contextmanager
def in_a_world(parted: Parted, *acts: Callable[[], None]) -> Iterator[None]:
    """Let something have happened, as of the stage's own day."""
    with worlds.undone(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: NOW)
        for act in acts:
            act()
        yield


@pytest.fixture(scope="module")
def in_each_world(parted: Parted, django_db_blocker: DjangoDbBlocker) -> dict[str, list[Told]]:
    """Return, for each who comes, what they are told in the one world and in the other."""
    found: dict[str, list[Told]] = {}
    comers: dict[str, tuple[User | None, list[tuple[str, str]]]] = {
        EVERY: (parted.every, [*addresses(parted, Role.Kind.values).items()]),
        "every role elsewhere": (parted.every_elsewhere, [*addresses(parted, ["elsewhere"]).items()]),
        "no role": (parted.stage.nobody, [*addresses(parted, ["none"]).items()]),
        "signed out": (None, [*addresses(parted, ["out"]).items()]),
        **{kind: (person, [*addresses(parted, [kind]).items()]) for kind, person in parted.each.items()},
    }
    for world in (one_world, another_world):
        with django_db_blocker.unblock(), in_a_world(parted, partial(world, parted)):
            for who, (person, ways) in comers.items():
                rooms = [way for way, name in ways if name.startswith(ROOMS) or person is None]
                told = worlds.told(person, rooms, follows=who == EVERY)
                found.setdefault(who, []).append(told)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("who", [EVERY, "every role elsewhere", "no role", "signed out", *ALONE])
def test_nobody_elsewhere_is_told_who_wrote_nor_when_nor_what_no_figure_holds(
    in_each_world: dict[str, list[Told]], who: str
) -> None:
    one, other = in_each_world[who]

    found = {way: lines for way, lines in differing(one, other).items() if not may_differ(way)}
    assert len(one.by_address) > (120 if who == EVERY else 3)
    assert found == {}


@pytest.mark.django_db
def test_what_a_figure_holds_is_told_where_figures_are_and_nowhere_else(parted: Parted) -> None:
    ways = {way: name for way, name in addresses(parted, Role.Kind.values).items() if name.startswith(READ)}
    told = []
    for acts in ([], [partial(counted, parted)], [partial(counted, parted, "2021-05-01")]):
        with in_a_world(parted, *acts):
            told.append(worlds.told(parted.every, ways))
    without, with_it, another_day = told

    assert {ways[way] for way in differing(without, with_it)} == set(TELLS)
    assert differing(with_it, another_day) == {}  # by the month, and no finer


@pytest.mark.django_db
def test_the_key_of_what_is_unseen_is_answered_as_that_of_nothing(parted: Parted) -> None:
    """Looked at and posted to, in the own partnership and from another."""
    names = [name for name, keys in parted.stage.keys.items() if name in OF_AN_ENTRY]
    with in_a_world(parted, partial(one_world, parted)):
        unseen, answers = Entry.objects.get(key=UUID(int=1, version=4)).pk, []
        for pk in (unseen, 10**9):
            for person in (parted.every, parted.every_elsewhere):
                for name in names:
                    way = reverse(name, kwargs=parted.stage.keys[name] | {"pk": pk})
                    answers += [(name, said) for said in worlds.tried(person, way, SENT | {"reason": "Fel"})]
                again = SENT | {"entry": shown(pk, "entry")}
                answers += [("again", said) for said in worlds.tried(person, reverse("work:again"), again)]
                trail = f"{reverse('overview:trail')}?entry={shown(pk, 'entry')}"
                answers += [("trail", said) for said in worlds.tried(person, trail, {})]
    half = len(answers) // 2

    assert len(names) == len(OF_AN_ENTRY)
    assert answers[:half] == answers[half:]
