"""A promise with one activity of each counted kind and one in words, and work logged on it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from lofte.base import guards
from lofte.followup import actions, approving
from lofte.followup.models import FollowUp
from lofte.places.models import Area
from lofte.promises.models import (
    Activity,
    ActivityParty,
    KindOfWork,
    Promise,
    PromiseParty,
    PromisePoint,
    Quantity,
    Target,
    TargetPlace,
)
from lofte.publication import actions as publication
from lofte.released.models import Release
from lofte.work.models import Entry, EntryQuantity
from tests.cast import Cast

AT = datetime(2021, 5, 10, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Promised:
    """The promise of the cast's partnership for 2021, and its five activities."""

    cast: Cast
    promise: Promise
    patrols: Activity  # 30 in each of Norra and Södra
    found: Activity  # 52 offences, a fifth of them first-time users
    meetings: Activity  # one a month
    review: Activity  # a milestone
    dialogue: Activity  # in words


def _kind(code: str, one: str, many: str, **given: Any) -> KindOfWork:
    words = {"name": many.capitalize(), "name_en": f"{code} (en)", "one_en": code, "many_en": f"{code}s"}
    texts = {
        "counts": f"varje {one}",
        "counts_not": "annat",
        "counts_en": f"every {code}",
        "counts_not_en": "else",
    }
    return KindOfWork.objects.create(
        code=code, one=one, many=many, **{"character": "safety", **words, **texts, **given}
    )


def _activity(promise: Promise, title: str, text: str, *parties: Any) -> Activity:
    point = promise.points.order_by("pk").first()
    made = Activity.objects.create(
        promise=promise, point=point, position=promise.activities.count(), title=title, text=text
    )
    ActivityParty.objects.bulk_create(ActivityParty(activity=made, organisation=party) for party in parties)
    return made


def promised(cast: Cast) -> Promised:
    """Put the promise and its activities there; nothing is logged yet."""
    promise = Promise.objects.create(
        partnership=cast.partnership,
        slug="2021",
        title="Medborgarlöfte 2021",
        starts=date(2021, 1, 1),
        ends=date(2022, 1, 1),
        purpose="En tryggare kommun.",
        grounds="Vi har talat med invånarna.",
        adopted_on=date(2020, 12, 15),
        adopted_by=cast.coordinator,
    )
    for position, party in enumerate((cast.police, cast.municipality)):
        PromiseParty.objects.create(promise=promise, organisation=party, position=position)
    PromisePoint.objects.create(promise=promise, text="Vi ska synas på Norra och i Södra.", reasons="Oro.")
    patrol = _kind("foot-patrol", "fotpatrull", "fotpatruller")
    offence = _kind("drug-offence", "narkotikabrott", "narkotikabrott", is_own_effort=True)
    meeting = _kind("meeting", "möte", "möten")
    n_found = Quantity.objects.create(
        kind_of_work=offence, code="offences", name="upptäckta brott", name_en="offences found"
    )
    n_first = Quantity.objects.create(
        kind_of_work=offence,
        code="first",
        name="varav förstagångsanvändare",
        name_en="first-time users",
        part_of=n_found,
        is_persons=True,
        position=1,
    )
    patrols = _activity(
        promise, "Fotpatrullering", "Polisen ska fotpatrullera på Norra och i Södra.", cast.police
    )
    target = Target.objects.create(
        activity=patrols,
        kind="count",
        comparator=">=",
        value=30,
        per="period",
        each_place=True,
        kind_of_work=patrol,
    )
    for position, area_set in enumerate((cast.north, cast.south)):
        TargetPlace.objects.create(target=target, area_set=area_set, position=position)
    found = _activity(promise, "Mot narkotika", "Polisen ska upptäcka minst 52 narkotikabrott.", cast.police)
    Target.objects.create(
        activity=found, kind="count", comparator=">=", value=52, kind_of_work=offence, quantity=n_found
    )
    Target.objects.create(
        activity=found,
        position=1,
        kind="share",
        comparator=">=",
        value=20,
        kind_of_work=offence,
        quantity=n_first,
        whole=n_found,
    )
    meetings = _activity(promise, "Möten", "Kommunen ska hålla ett möte i månaden.", cast.municipality)
    Target.objects.create(activity=meetings, kind="cadence", value=1, per="month", kind_of_work=meeting)
    review = _activity(promise, "Översyn av stationen", "Kommunen ska se över stationen.", cast.municipality)
    Target.objects.create(activity=review, kind="milestone", ends=date(2021, 7, 1), only_own_entries=True)
    dialogue = _activity(promise, "Samtal", "Vi ska tala med invånarna.", cast.police, cast.municipality)
    Target.objects.create(activity=dialogue, kind="qualitative", sign="Invånarna känner igen oss.")
    return Promised(cast, promise, patrols, found, meetings, review, dialogue)


def log(
    stage: Promised,
    code: str,
    area: Area,
    days: list[date],
    *,
    by: str = "police",
    quantities: tuple[int, ...] = (),
    at: datetime = AT,
) -> None:
    """Log one entry a day; `quantities` are the kind's, in order."""
    kind = KindOfWork.objects.get(code=code)
    rows = list(kind.quantities.order_by("position", "pk"))
    for day in days:
        entry = Entry.objects.create(
            key=UUID(int=Entry.objects.count() + 1),
            kind_of_work=kind,
            organisation=getattr(stage.cast, by),
            area=area,
            occurred_on=day,
            logged_at=at,
        )
        for quantity, value in zip(rows, quantities, strict=False):
            EntryQuantity.objects.create(entry=entry, quantity=quantity, value=value)


def erase_log() -> None:
    """Delete the log behind the back of the house, which refuses it, as its database does."""
    guards.take_down(using="default", plan=["erase"])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM work_entryquantity")
        cursor.execute("DELETE FROM work_entry")
    guards.put_up(using="default")


def a_tertial_of_work(stage: Promised) -> None:
    """Patrols on pace in Norra and behind in Södra, 20 offences, three of four meetings."""
    cast = stage.cast
    log(stage, "foot-patrol", cast.north_area, [date(2021, 1, 4) + timedelta(days=9 * n) for n in range(12)])
    log(stage, "foot-patrol", cast.south_area, [date(2021, 2, 1) + timedelta(days=20 * n) for n in range(4)])
    log(stage, "drug-offence", cast.north_area, [date(2021, 2, 2), date(2021, 3, 3)], quantities=(10, 3))
    months = [date(2021, 1, 12), date(2021, 2, 9), date(2021, 4, 13)]
    log(stage, "meeting", cast.north_area, months, by="municipality")


def approved(stage: Promised, period: str = "2021-T1", at: datetime = AT) -> FollowUp:
    """Take a period's follow-up to where both parties have said yes."""
    cast = stage.cast
    followup = actions.draft(promise=stage.promise, period_key=period, by=cast.coordinator, at=at)
    return both_say_yes(stage, followup, at)


def both_say_yes(stage: Promised, followup: FollowUp, at: datetime = AT) -> FollowUp:
    """Comment on every activity, send, and approve for both parties."""
    cast = stage.cast
    edits = [
        actions.Edit(line.pk, line.text_sv, line.text_en, "Så här gick det, säger vi båda.", "")
        for line in followup.lines.all()
    ]
    actions.edit(
        followup=followup,
        lead_sv=followup.lead_sv,
        lead_en=followup.lead_en,
        edits=edits,
        by=cast.coordinator,
        at=at,
    )
    approving.submit(followup=followup, by=cast.coordinator, at=at)
    approving.approve(followup=followup, organisation=cast.police, by=cast.police_approver, at=at)
    approving.approve(followup=followup, organisation=cast.municipality, by=cast.municipality_approver, at=at)
    return followup


def released(stage: Promised, period: str = "2021-T1", at: datetime = AT) -> Release:
    """Take a period's follow-up the whole way out."""
    return publication.release(followup=approved(stage, period, at), by=stage.cast.coordinator, at=at)
