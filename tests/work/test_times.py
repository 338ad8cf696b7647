"""When work was done, and for whom it is written: what is refused, what is understood, and the sentences."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lofte.promises.models import KindOfWork
from lofte.work import actions, admitting, words
from lofte.work.models import Entry, EntryNote
from tests.cast import Cast
from tests.work import making
from tests.work.making import text

NOON = datetime(2021, 3, 29, 10, tzinfo=UTC)  # 12.00 in Sweden, the day after the clock was moved forward
TODAY = date(2021, 3, 29)
NIGHT = date(2021, 3, 28)


def put(cast: Cast, kind: KindOfWork, by: Any = None, **given: Any) -> Entry:
    usual: dict[str, Any] = {
        "key": uuid4(),
        "kind": kind,
        "organisation": cast.police,
        "area": cast.north_area,
    }
    draft = admitting.Draft(**(usual | {"occurred_on": TODAY, "minutes": 45} | given))
    return actions.put(draft, by=by or cast.officer, at=NOON)


@pytest.mark.parametrize(
    ("given", "lasted"),
    [
        ((NIGHT, time(1, 30), time(3, 30)), 60),
        ((NIGHT, time(22), time(1, 15)), 195),
        ((TODAY, time(11, 40), time(12, 4)), 24),  # a phone may be a few minutes ahead
        ((TODAY, time(9), None), 45),
    ],
)
def test_both_clocks_say_the_length_and_the_day_is_the_one_it_began(
    cast: Cast, patrol: KindOfWork, given: tuple[date, time, time | None], lasted: int
) -> None:
    day, begins, ends = given

    entry = put(cast, patrol, occurred_on=day, started_at=begins, ended_at=ends)

    assert (entry.occurred_on, entry.started_at, entry.minutes) == (day, begins, lasted)


@pytest.mark.parametrize(
    ("given", "refusal", "said"),
    [
        (
            {"started_at": time(13)},
            admitting.FutureTime,
            ("started_at", "Klockan är inte 13.00 än. Ange när det var, eller logga när det är klart."),
        ),
        (
            {"started_at": time(11), "ended_at": time(12, 30)},
            admitting.FutureTime,
            ("ended_at", "Klockan är inte 12.30 än. Ange när det var, eller logga när det är klart."),
        ),
        (
            {"started_at": time(11), "ended_at": time(10, 30)},
            admitting.EndBeforeBegin,
            ("ended_at", "Arbetet kan inte sluta 10.30 när det började 11.00. Kontrollera båda klockslagen."),
        ),
        (
            {"occurred_on": NIGHT, "started_at": time(2, 30), "ended_at": time(4)},
            admitting.SkippedTime,
            (
                "started_at",
                "Klockan var aldrig 02.30 den 28 mars 2021: då ställdes den fram. Kontrollera tiden.",
            ),
        ),
        ({"ended_at": time(11)}, admitting.BeginMissing, ("started_at", "Ange också när arbetet började.")),
    ],
)
def test_times_that_cannot_be_are_refused_with_their_sentence(
    cast: Cast,
    patrol: KindOfWork,
    given: dict[str, Any],
    refusal: type[admitting.Refused],
    said: tuple[str, str],
) -> None:
    field, sentence = said
    with pytest.raises(refusal) as refused:
        put(cast, patrol, **given)

    assert refused.value.field == field
    assert words.refusal(refused.value).replace("\N{NO-BREAK SPACE}", " ") == sentence
    assert not Entry.objects.exists()


def test_one_who_phones_in_is_on_record_beside_the_one_who_writes(cast: Cast, patrol: KindOfWork) -> None:
    cast.officer.roles.create(
        partnership=cast.partnership, organisation=cast.housing, kind="field", starts=date(2020, 1, 1)
    )

    entry = put(cast, patrol, organisation=cast.housing, on_behalf_of=cast.partner)

    note = EntryNote.objects.get(entry=entry)
    assert (note.entered_by, note.on_behalf_of) == (cast.officer, cast.partner)
    assert not any("by" in name or "behalf" in name for name in {f.name for f in Entry._meta.fields})


def test_nobody_logs_for_one_who_does_not_act_for_the_organisation(cast: Cast, patrol: KindOfWork) -> None:
    with pytest.raises(admitting.NotTheirs):
        put(cast, patrol, on_behalf_of=cast.partner)


def test_what_was_done_by_another_is_that_ones_usual_work(
    client: Client, cast: Cast, patrol: KindOfWork, freeze: Any
) -> None:
    freeze("2021-03-29T12:00")
    cast.partner.roles.create(
        partnership=cast.partnership, organisation=cast.police, kind="field", starts=date(2020, 1, 1)
    )
    client.force_login(cast.officer)
    sent = {
        "once": uuid4(),
        "area": cast.north_area.pk,
        "occurred_on": TODAY,
        "on_behalf_of": cast.partner.pk,
    }
    landed = client.post("/intern/logga/slag/fotpatrull/", {**sent, "started_at": "22.00", "minutes": 30})
    assert "Klockan är inte 22.00 än." in text(landed)
    shown = text(
        client.get(
            client.post(
                "/intern/logga/slag/fotpatrull/", {**sent, "started_at": "9.30", "ended_at": "10.15"}
            )["Location"]
        )
    )

    mine = text(client.get("/intern/logga/"))
    client.force_login(cast.partner)
    theirs = text(client.get("/intern/logga/"))

    assert "9.30–10.15, 45 min" in shown
    assert "Bo Bosson" in shown
    assert "Pia Polis" in shown
    assert "Logga igen" not in mine
    assert "Logga igen" in theirs


def test_a_key_that_somebody_else_made_is_refused(cast: Cast, patrol: KindOfWork) -> None:
    cast.coordinator.roles.create(
        partnership=cast.partnership, organisation=cast.police, kind="field", starts=date(2020, 1, 1)
    )
    key = uuid4()
    first = put(cast, patrol, key=key)

    with pytest.raises(actions.KeyTaken):
        put(cast, patrol, key=key, by=cast.coordinator)
    assert put(cast, patrol, key=key).pk == first.pk


def test_work_of_the_day_before_a_promise_ended_is_logged_on_it_afterwards(
    client: Client, cast: Cast, freeze: Any
) -> None:
    freeze("2021-03-29T12:00")
    kind = making.kind_of_work("mote")
    ended = making.promise(cast.partnership, ends=date(2021, 3, 29))
    activity = making.activity(ended, cast.police)
    client.force_login(cast.officer)

    client.post(
        "/intern/logga/slag/mote/",
        {"once": uuid4(), "area": cast.north_area.pk, "occurred_on": NIGHT, "activity": activity.pk},
    )

    assert kind.entries.get().activity == activity
