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
    rows = [
        KindOfWork(code=kind["code"], position=position, **{column: kind[column] for column in _COLUMNS})
        for position, kind in enumerate(kinds())
    ]
    KindOfWork.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=[*_COLUMNS, "position"]
    )
    by_code = {row.code: row for row in KindOfWork.objects.order_by("pk")}
    for kind in kinds():
        _install_quantities(by_code[kind["code"]], kind)
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
