"""What the tests of counting are built from: a promise, its targets, and work in the log."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from lofte.accounts.models import Organisation, Partnership
from lofte.places.models import Area, AreaSet
from lofte.promises.models import (
    Activity,
    ActivityParty,
    KindOfWork,
    Promise,
    Quantity,
    Target,
    TargetPlace,
    TargetRecipient,
)
from lofte.work.judging import Tally
from lofte.work.models import Entry, EntryQuantity, EntryRecipient

AT = datetime(2021, 1, 1, 12, tzinfo=UTC)
TALLY = Tally(None, 1, 0, 0)


def text(answer: Any) -> str:
    """Return a page with every run of blanks as one."""
    return re.sub(r"\s+", " ", answer.content.decode())


def kind_of_work(code: str = "fotpatrull", **given: Any) -> KindOfWork:
    words = dict.fromkeys(("name", "name_en", "one", "many", "one_en", "many_en"), code)
    words |= dict.fromkeys(("counts", "counts_not", "counts_en", "counts_not_en"), f"{code}: vad som räknas")
    return KindOfWork.objects.create(**({"code": code, "character": "preventive"} | words | given))


def quantity(
    kind: KindOfWork, code: str, *, part_of: Quantity | None = None, is_asked: bool = True
) -> Quantity:
    return Quantity.objects.create(
        kind_of_work=kind, code=code, name=code, name_en=code, part_of=part_of, is_asked=is_asked
    )


def promise(
    partnership: Partnership,
    *,
    starts: date = date(2021, 1, 1),
    ends: date = date(2022, 1, 1),
    slug: str = "lofte",
    adopted_on: date | None = date(2021, 1, 1),
) -> Promise:
    by = None
    if adopted_on is not None:
        role = partnership.roles.order_by("pk").first()
        assert role is not None
        by = role.user
    return Promise.objects.create(
        partnership=partnership,
        slug=slug,
        title="Lugna kvällar",
        starts=starts,
        ends=ends,
        adopted_on=adopted_on,
        adopted_by=by,
    )


def activity(of: Promise, *parties: Organisation, title: str = "Fotpatrullering") -> Activity:
    made = Activity.objects.create(promise=of, position=of.activities.count() + 1, title=title, text=title)
    ActivityParty.objects.bulk_create(ActivityParty(activity=made, organisation=party) for party in parties)
    return made


def target(
    of: Activity,
    kind: str,
    value: float | None = None,
    *,
    places: Iterable[AreaSet] = (),
    recipients: Iterable[Organisation] = (),
    **given: Any,
) -> Target:
    exact = None if value is None else Decimal(str(value))
    made = Target.objects.create(activity=of, kind=kind, value=exact, **given)
    TargetPlace.objects.bulk_create(
        TargetPlace(target=made, area_set=place, position=n) for n, place in enumerate(places)
    )
    TargetRecipient.objects.bulk_create(
        TargetRecipient(target=made, organisation=organisation) for organisation in recipients
    )
    return made


def work(
    kind: KindOfWork,
    area: Area,
    day: date,
    by: Organisation,
    *,
    n: int = 1,
    quantities: Mapping[Quantity, int] | None = None,
    recipients: Iterable[Organisation] = (),
    **given: Any,
) -> list[Entry]:
    """Put the same piece of work in the log `n` times."""
    made = [
        Entry.objects.create(
            key=uuid4(),
            kind_of_work=kind,
            area=area,
            organisation=by,
            occurred_on=day,
            logged_at=AT,
            **given,
        )
        for _ in range(n)
    ]
    for entry in made:
        for counted, value in (quantities or {}).items():
            EntryQuantity.objects.create(entry=entry, quantity=counted, value=value)
        for organisation in recipients:
            EntryRecipient.objects.create(entry=entry, organisation=organisation)
    return made


def many(kind: KindOfWork, area: Area, day: date, by: Organisation, *, n: int, **given: Any) -> None:
    """Put plain work in the log in one statement."""
    same = {"kind_of_work": kind, "area": area, "organisation": by, "occurred_on": day, "logged_at": AT}
    Entry.objects.bulk_create(Entry(key=uuid4(), **same, **given) for _ in range(n))


def taken_back(entry: Entry) -> Entry:
    """Take an entry back, past all that asks who may."""
    facts = {
        field.attname: getattr(entry, field.attname)
        for field in Entry._meta.concrete_fields
        if field.name not in {"id", "key", "sign", "reverses", "reversal_reason"}
    }
    made = Entry.objects.create(**facts, key=uuid4(), sign=-1, reverses=entry, reversal_reason="fel")
    for row in entry.quantities.all():
        EntryQuantity.objects.create(entry=made, quantity_id=row.quantity_id, value=row.value)
    for shared in entry.recipients.all():
        EntryRecipient.objects.create(entry=made, organisation_id=shared.organisation_id)
    return made


def exact(value: float) -> Decimal:
    return Decimal(str(value))
