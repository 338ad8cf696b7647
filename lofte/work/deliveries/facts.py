"""A piece of delivered work, before, in and after the log: frozen facts that can be compared."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.db.models import QuerySet

from lofte.accounts.sight import Purpose
from lofte.work.models import Entry, EntryQuantity

THURSDAY = timedelta(days=3)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True)
class Work:
    """One piece of work, or a figure of many: what is written as an entry."""

    kind_id: int
    area_id: int
    day: date
    state: str = Entry.State.DONE.value
    area_set_id: int | None = None
    started_at: time | None = None
    minutes: int | None = None
    occasions: int = 1
    quantities: tuple[tuple[int, int], ...] = ()  # (quantity, value), in the order of the quantities' keys

    def as_json(self) -> dict[str, Any]:
        """Return the facts as an overlap keeps them."""
        return {
            "kind": self.kind_id,
            "area": self.area_id,
            "day": self.day.isoformat(),
            "state": self.state,
            "area_set": self.area_set_id,
            "started_at": self.started_at.isoformat() if self.started_at else None,
            "minutes": self.minutes,
            "occasions": self.occasions,
            "quantities": [list(pair) for pair in self.quantities],
        }


def from_json(kept: dict[str, Any]) -> Work:
    return Work(
        kind_id=kept["kind"],
        area_id=kept["area"],
        day=date.fromisoformat(kept["day"]),
        state=kept["state"],
        area_set_id=kept["area_set"],
        started_at=time.fromisoformat(kept["started_at"]) if kept["started_at"] else None,
        minutes=kept["minutes"],
        occasions=kept["occasions"],
        quantities=tuple((key, value) for key, value in kept["quantities"]),
    )


def live() -> QuerySet[Entry]:
    """Return what stands in the log: neither taken back nor taking back."""
    return Entry.objects.whole(Purpose.COUNTING).filter(sign=1, reversed_by=None)


def works_of(entries: QuerySet[Entry]) -> list[Work]:
    """Return the facts of entries, in the order they were written: two queries."""
    amounts: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = EntryQuantity.objects.whole(Purpose.COUNTING).filter(entry__in=entries.values("pk"))
    rows = rows.order_by("entry_id", "quantity_id")
    for entry_id, quantity_id, value in rows.values_list("entry_id", "quantity_id", "value"):
        amounts[entry_id].append((quantity_id, value))
    return [
        Work(
            kind_id=entry.kind_of_work_id,
            area_id=entry.area_id,
            day=entry.occurred_on,
            state=entry.state,
            area_set_id=entry.area_set_id,
            started_at=entry.started_at,
            minutes=entry.minutes,
            occasions=entry.occasions,
            quantities=tuple(amounts.get(entry.pk, ())),
        )
        for entry in entries.order_by("pk")
    ]


def quantities(pairs: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return quantities in the order that makes equal works equal."""
    return tuple(sorted(pairs))


def span(works: Sequence[Work]) -> tuple[date, date]:
    """Return the first day of works and the day after the last."""
    days = [work.day for work in works]
    return min(days), max(days) + timedelta(days=1)
