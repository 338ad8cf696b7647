"""The dated list of grounds for secrecy: what is shipped, and what an organisation has written since."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from lofte.accounts.models import Organisation, User
from lofte.base import audit
from lofte.records.registering.models import SecrecyGround

SHIPPED = Path(__file__).with_name("grounds.json")


@dataclass(frozen=True)
class Ground:
    """A section of law, what it protects, and between which days. What is shipped says what was read."""

    section: str
    title: str
    starts: date
    ends: date | None
    worded: str = ""
    read_on: date | None = None

    def holds(self, on: date) -> bool:
        return self.starts <= on and (self.ends is None or on < self.ends)


def listed(organisation: Organisation) -> list[Ground]:
    """Return every section; the organisation's latest row for one stands before what is shipped."""
    found = {one.section: one for one in _shipped()}
    rows = SecrecyGround.objects.filter(organisation=organisation).order_by("pk")
    found |= {row.section: Ground(row.section, row.title, row.starts, row.ends) for row in rows}
    return sorted(found.values(), key=_in_order)


def _in_order(one: Ground) -> tuple[list[int], str]:
    numbers = "".join(letter if letter.isdigit() else " " for letter in one.section).split()
    return [int(number) for number in numbers], one.section


def choices(organisation: Organisation, on: date) -> list[tuple[str, str]]:
    """Return what can be chosen on a day."""
    held = (one for one in listed(organisation) if one.holds(on))
    return [(one.section, f"{one.section}: {one.title}") for one in held]


def _shipped() -> list[Ground]:
    rows = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return [
        Ground(
            row["section"],
            row["title"],
            date.fromisoformat(row["starts"]),
            None,
            row["worded"],
            date.fromisoformat(row["read_on"]),
        )
        for row in rows
    ]


@transaction.atomic
def record(ground: Ground, *, organisation: Organisation, by: User, at: datetime) -> None:
    """Write a section into the list, or write it anew with other words or days."""
    made = SecrecyGround.objects.create(
        organisation=organisation,
        section=ground.section.strip(),
        title=ground.title.strip(),
        starts=ground.starts,
        ends=ground.ends,
        recorded_at=at,
    )
    audit.record("secrecy_ground.recorded", target=made, by_id=by.pk, at=at)
