"""Kinds of work come from the file that ships with Löfte, and are brought up to date by code."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from lofte.promises.models import KindOfWork, Quantity
from lofte.promises.suggesting import kinds

_COLUMNS = (
    "name",
    "name_en",
    "one",
    "many",
    "one_en",
    "many_en",
    "counts",
    "counts_not",
    "counts_en",
    "counts_not_en",
    "character",
    "states",
    "usual_minutes",
    "is_own_effort",
    "has_recipients",
    "checklist",
)


@transaction.atomic
def install_kinds() -> int:
    """Write every kind of work, or bring the one with its code up to date; return how many there are."""
    for position, kind in enumerate(kinds()):
        values = {column: kind[column] for column in _COLUMNS} | {"position": position}
        row, _ = KindOfWork.objects.update_or_create(code=kind["code"], defaults=values)
        _install_quantities(row, kind)
    return len(kinds())


def _install_quantities(row: KindOfWork, kind: Mapping[str, Any]) -> None:
    made: dict[str, Quantity] = {}
    for position, quantity in enumerate(kind["quantities"]):
        made[quantity["code"]], _ = Quantity.objects.update_or_create(
            kind_of_work=row,
            code=quantity["code"],
            defaults={
                "name": quantity["name"],
                "name_en": quantity["name_en"],
                "part_of": made.get(quantity["part_of"]),
                "is_persons": quantity["is_persons"],
                "is_asked": quantity["is_asked"],
                "position": position,
            },
        )
