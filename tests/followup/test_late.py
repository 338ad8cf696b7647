"""After the cut: what comes to a period that is frozen is kept and told, and what is frozen stays."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lofte.followup import actions, content, late, late_words
from lofte.followup.late_words import MINUS
from lofte.followup.models import FollowUp
from lofte.publication import actions as publication
from lofte.released.models import Release
from lofte.work import actions as work
from lofte.work.late_rules import LateCame, LateWork
from lofte.work.models import Entry
from tests.conftest import Freeze
from tests.promised import AT, Promised, both_say_yes, log

AFTER = datetime(2021, 5, 20, 8, 0, tzinfo=UTC)
PATROLS: dict[str, Any] = {
    "outcome": {"target_id": 7},
    "facts": {
        "kind": "count",
        "is_persons": False,
        "one": {"sv": "fotpatrull", "en": "foot patrol"},
        "many": {"sv": "fotpatruller", "en": "foot patrols"},
        "prepositions": {"Norra": "på"},
    },
}


def came(added: int, taken_back: int, targets: list[LateWork], *, is_before: bool = False) -> LateCame:
    return LateCame(n_added=added, n_taken_back=taken_back, is_before=is_before, targets=targets)


def came_to(stage: Promised, *days: date, at: datetime = AFTER) -> list[Entry]:
    """Log patrols in Norra after the cut."""
    log(stage, "foot-patrol", stage.cast.north_area, list(days), at=at)
    return list(Entry.objects.order_by("-pk")[: len(days)])[::-1]


@pytest.fixture
def released(brought_out: Release, freeze: Freeze) -> FollowUp:
    freeze("2021-05-10T10:00")
    return FollowUp.objects.get()


def line(followup: FollowUp, stage: Promised) -> dict[str, str]:
    """Return what came to the patrols, in both languages."""
    key = followup.lines.get(activity=stage.patrols).pk
    return {"sv": late.told(followup, "sv").get(key, ""), "en": late.told(followup, "en").get(key, "")}


@pytest.mark.parametrize(
    ("found", "sv", "en"),
    [
        (
            came(3, 0, [LateWork(7, {"Norra": 3, "Södra": 0})]),
            "Sedan uppföljningen gjordes har 3 poster för perioden kommit till (+3 fotpatruller på Norra).",
            "Since the follow-up was made, 3 entries have come in for the period (+3 foot patrols in Norra).",
        ),
        (
            came(0, 1, [LateWork(7, {"Södra": -1})]),
            (
                "Sedan uppföljningen gjordes har 1 post för perioden tagits tillbaka"
                f" ({MINUS}1 fotpatrull i Södra)."
            ),
            (
                "Since the follow-up was made, 1 entry has been taken back for the period"
                f" ({MINUS}1 foot patrol in Södra)."
            ),
        ),
        (
            came(1, 2, [LateWork(7, {"": -1})], is_before=True),
            (
                "Sedan uppföljningen gjordes har 1 post för perioden och tiden före den kommit till"
                " och 2 tagits tillbaka (\N{MINUS SIGN}1 fotpatrull)."
            ),
            (
                "Since the follow-up was made, 1 entry has come in and 2 have been taken back"
                " for the period and the time before it (\N{MINUS SIGN}1 foot patrol)."
            ),
        ),
    ],
)
def test_what_came_is_one_sentence(found: LateCame, sv: str, en: str) -> None:
    assert late_words.sentence(found, [PATROLS], "sv") == sv
    assert late_words.sentence(found, [PATROLS], "en") == en


def test_hours_are_told_as_hours() -> None:
    one = came(2, 0, [LateWork(7, {"Norra": 90})])
    hours = {**PATROLS, "facts": {**PATROLS["facts"], "kind": "hours"}}

    assert "(+1,5 timmar på Norra)" in late_words.sentence(one, [hours], "sv")


def test_of_persons_no_number_is_said() -> None:
    one = came(1, 0, [LateWork(7, {"": 1})])
    persons = {**PATROLS, "facts": {**PATROLS["facts"], "is_persons": True}}

    assert "(" not in late_words.sentence(one, [persons], "sv")


def test_what_comes_to_a_frozen_period_is_told_and_moves_nothing_that_is_frozen(
    released: FollowUp, worked: Promised
) -> None:
    frozen = content.of(released)
    before = Release.objects.get(period="2021-T1").canonical

    days = date(2021, 3, 3), date(2021, 4, 30), date(2021, 5, 1)  # May is the next period's
    made = came_to(worked, *days)

    assert line(released, worked)["sv"] == (
        "Sedan uppföljningen gjordes har 2 poster för perioden kommit till (+2 fotpatruller på Norra)."
    )
    work.reverse(made[0], reason="Fel dag.", by=worked.cast.officer, at=AFTER)
    assert "har 1 post för" in line(released, worked)["sv"]  # written and taken back: nothing came
    assert content.of(released) == frozen
    assert Release.objects.get(period="2021-T1").canonical == before


def test_what_is_taken_back_after_the_cut_is_told_too(released: FollowUp, worked: Promised) -> None:
    patrol = Entry.objects.filter(kind_of_work__code="foot-patrol", area=worked.cast.north_area).first()
    assert patrol is not None

    work.reverse(patrol, reason="Fel dag.", by=worked.cast.officer, at=AFTER)

    assert line(released, worked)["sv"].endswith(
        "har 1 post för perioden tagits tillbaka (\N{MINUS SIGN}1 fotpatrull på Norra)."
    )


def test_what_was_logged_before_the_cut_is_not_after_it(released: FollowUp, worked: Promised) -> None:
    came_to(worked, date(2021, 3, 3), at=AT)

    assert line(released, worked)["sv"] == ""


def test_a_correction_counts_it_in_and_says_so(released: FollowUp, worked: Promised, freeze: Freeze) -> None:
    came_to(worked, date(2021, 3, 3))
    now = freeze("2021-06-01T10:00")

    second = actions.new_version(
        followup=released, reason="Ett pass kom sent.", by=worked.cast.coordinator, at=now
    )
    publication.release(followup=both_say_yes(worked, second, now), by=worked.cast.coordinator, at=now)

    shown = content.of(second)["activities"][0]
    assert [shown["targets"][0]["places"][0]["done"], shown["after_cut"][0]["added"]] == [13, 1]
    assert shown["after_cut"][0]["since"] == {"period": "2021-T1", "version": 1}
    assert shown["after_cut"][0]["said"]["sv"] == (
        "Sedan version 1 räknades har 1 post för perioden kommit till (+1 fotpatrull på Norra)."
        " Det är med i siffrorna här."
    )
    assert line(second, worked)["sv"] == ""
    page = Release.objects.get(version=2, kind="followup").canonical
    assert '"after_cut":[{"added":1' in page


def test_the_next_follow_up_says_what_came_to_the_time_before(
    released: FollowUp, worked: Promised, freeze: Freeze
) -> None:
    came_to(worked, date(2021, 3, 3))
    now = freeze("2021-09-10T10:00")

    made = actions.draft(promise=worked.promise, period_key="2021-T2", by=worked.cast.coordinator, at=now)

    said = content.of(made)["activities"][0]["after_cut"][0]["said"]
    assert said["sv"].startswith(
        "Sedan uppföljningen för första tertialet 2021 gjordes har 1 post för den tiden"
    )
    assert said["en"].startswith("Since the follow-up of January–April 2021 was made, 1 entry has come in")


def test_the_number_of_questions_is_the_same_however_much_came(released: FollowUp, worked: Promised) -> None:
    came_to(worked, date(2021, 3, 3))
    with CaptureQueriesContext(connection) as few:
        late.told(released, "sv")
    came_to(worked, *[date(2021, 3, day) for day in range(1, 29)])
    with CaptureQueriesContext(connection) as many:
        late.told(released, "sv")

    assert len(few) == len(many)


@pytest.mark.parametrize(("at", "is_late"), [(AFTER, True), (AT, False)])
def test_who_logged_it_is_told_that_it_counts_after_the_cut(
    released: FollowUp, worked: Promised, client: Client, *, at: datetime, is_late: bool
) -> None:
    (entry,) = came_to(worked, date(2021, 3, 3), at=at)
    client.force_login(worked.cast.officer)

    page = client.get(reverse("work:entry", args=[entry.pk])).content.decode()

    assert ("Uppföljningen för första tertialet 2021 är redan räknad" in page) is is_late


@pytest.mark.parametrize(("day", "is_late"), [(date(2021, 3, 3), True), (date(2021, 5, 3), False)])
def test_the_phone_is_told_that_it_counts_after_the_cut(
    released: FollowUp, worked: Promised, client: Client, freeze: Freeze, *, day: date, is_late: bool
) -> None:
    freeze("2021-05-20T10:00")
    officer, area = worked.cast.officer, worked.cast.north_area
    sent = {"once": uuid4(), "account": officer.pk, "area": area.pk, "occurred_on": day, "minutes": 45}
    client.force_login(officer)

    told = [client.post("/intern/logga/telefon/slag/foot-patrol/", sent).json() for _ in range(2)]

    said = "Uppföljningen för första tertialet 2021 är redan räknad. Det här är sparat"
    assert [one["after"].startswith(said) for one in told] == [is_late] * 2  # also when the answer was lost
    assert [bool(one["after"]) for one in told] == [is_late] * 2


@pytest.mark.parametrize("name", ["coordinator", "officer"])
def test_the_staffs_page_shows_what_came(
    released: FollowUp, worked: Promised, client: Client, *, name: str
) -> None:
    came_to(worked, date(2021, 3, 3))
    client.force_login(getattr(worked.cast, name))

    page = client.get(reverse("followup:approve", args=[released.pk])).content.decode()

    assert "har 1 post för perioden kommit till (+1 fotpatrull på Norra)" in page
    assert "Det publicerade ändras inte" in page
