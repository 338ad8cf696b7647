"""The rules of sharing: those that hold on a day, and a new wording put in their place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from lofte.accounts import first_sharing_rules
from lofte.accounts.models import Organisation, Partnership, SharingRule, User
from lofte.base import audit


def in_force(partnership_id: int, on: date) -> list[SharingRule]:
    """Return the rules that hold in a partnership: its own words before those that Löfte came with."""
    holds = Q(ends=None) | Q(ends__gt=on)
    rows = SharingRule.objects.filter(holds, starts__lte=on).filter(
        Q(partnership=partnership_id) | Q(partnership=None)
    )
    found: dict[str, SharingRule] = {}
    for row in rows.order_by("position", "starts", "pk"):
        known = found.get(row.code)
        if known is None or known.partnership_id is None:
            found[row.code] = row
    return sorted(found.values(), key=lambda one: (one.position, one.code))


def read_first(partnership_id: int, on: date) -> list[SharingRule]:
    """Return the rules that hold on a day; of a day before the first ones were read, those first ones."""
    return in_force(partnership_id, max(on, first_sharing_rules.READ_ON))


def grounds(rules: Iterable[SharingRule], organisation: Organisation) -> list[SharingRule]:
    """Return on what an organisation of its kind can hand something on."""
    return [
        one for one in rules if one.verdict == "may" and (not one.kinds or organisation.kind in one.kinds)
    ]


def warnings(rules: Iterable[SharingRule]) -> list[SharingRule]:
    """Return what must not be handed on here."""
    return [one for one in rules if one.verdict == "must_not"]


def standing(rules: Iterable[SharingRule]) -> list[SharingRule]:
    """Return what is seen by others though nobody shares it by hand."""
    return [one for one in rules if one.verdict == "stands"]


@dataclass(frozen=True)
class Wording:
    """How a rule is to read."""

    title: str
    law: str
    text: str


@transaction.atomic
def reword(
    rule: SharingRule, wording: Wording, *, partnership: Partnership, by: User, at: datetime, today: date
) -> SharingRule:
    """Let a partnership read a rule in its own words from today on."""
    mine = SharingRule.objects.select_for_update().filter(partnership=partnership, code=rule.code)
    mine.filter(ends=None, starts__lt=today).update(ends=today)
    row, _ = mine.update_or_create(
        starts=today,
        defaults={
            "partnership": partnership,
            "code": rule.code,
            "verdict": rule.verdict,
            "kinds": rule.kinds,
            "position": rule.position,
            "title": wording.title,
            "law": wording.law,
            "text": wording.text,
            "checked_on": today,
        },
    )
    audit.record("rule.reworded", target=row, by_id=by.pk, at=at, code=rule.code)
    return row
