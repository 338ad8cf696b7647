"""Rows written in one statement that is laid out once: laying it out was half the cost of saving an entry."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import connections, models

Layout = tuple[str, str, tuple["models.Field[Any, Any]", ...]]


def insert(rows: Sequence[models.Model], *, using: str = "default") -> None:
    """Write new rows as `bulk_create` does, and give them their keys."""
    if not rows:
        return
    connection = connections[using]
    head, marks, fields = _layout(type(rows[0]))
    values = [
        field.get_db_prep_save(field.pre_save(row, True), connection) for row in rows for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"{head} {', '.join([marks] * len(rows))} RETURNING id", values)
        keys = cursor.fetchall()
    for row, (key,) in zip(rows, keys, strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, using


@lru_cache(maxsize=64)
def _layout(model: type[models.Model]) -> Layout:
    fields = tuple(field for field in model._meta.concrete_fields if not field.primary_key)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    return (
        f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES',
        f"({', '.join(['%s'] * len(fields))})",
        fields,
    )
