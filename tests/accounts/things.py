"""What hangs on the log and on the partnership, one of each, without the steps that lead there."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from lofte.situation.models import Indicator, IndicatorValue
from lofte.work.models import Delivery, Entry, EntryQuantity, EntryRecipient, Overlap
from tests.promised import Promised

AT = datetime(2021, 3, 8, 9, tzinfo=UTC)
WEEK = {"starts": date(2021, 3, 1), "ends": date(2021, 3, 8)}


@dataclass(frozen=True)
class Things:
    """The police's delivery, what overlaps with it, an entry's number and recipient, and two values."""

    delivery: Delivery
    overlap: Overlap
    number: EntryQuantity
    recipient: EntryRecipient
    values: list[IndicatorValue]


def things_of(stage: Promised) -> Things:
    cast = stage.cast
    number = EntryQuantity.objects.select_related("entry").order_by("pk")[0]
    entry: Entry = number.entry
    delivery = Delivery.objects.create(
        key=UUID(int=77),
        organisation=cast.police,
        source="STORM",
        attesting_office="Planeringen",
        way="sheet",
        holds="figures",
        delivered_at=AT,
        **WEEK,
    )
    overlap = Overlap.objects.create(
        organisation=cast.police,
        kind_of_work=entry.kind_of_work,
        state="done",
        area=cast.north_area,
        delivery=delivery,
        opened_at=AT,
        **WEEK,
    )
    return Things(
        delivery,
        overlap,
        number,
        EntryRecipient.objects.create(entry=entry, organisation=cast.municipality),
        values_of(stage),
    )


def values_of(stage: Promised) -> list[IndicatorValue]:
    """Measure in spring and in autumn a series that the promise aims at."""
    cast = stage.cast
    series = Indicator.objects.create(
        partnership=cast.partnership,
        slug="trygga",
        name="Andel trygga",
        unit="procent",
        source="Trygghetsmätningen",
        better="higher",
        better_said_by="trygghetssamordnaren",
        better_said_on=date(2021, 1, 4),
    )
    return [
        IndicatorValue.objects.create(
            indicator=series,
            measured_on=day,
            value=Decimal("66.2"),
            source="Tabell 3",
            attested_by=cast.municipality,
            entered_at=AT,
        )
        for day in (date(2021, 3, 1), date(2021, 10, 1))
    ]
