"""Rows written in one statement that is laid out once: laying it out was half the cost of saving an entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

Fields = tuple["models.Field[Any, Any]", ...]


@dataclass(frozen=True)
class Belonging:
    """Rows of one model that belong to another row: `by` is the attribute that holds its key."""

    by: str
    rows: Sequence[models.Model]


def insert(rows: Sequence[models.Model], *, using: str = "default") -> None:
    """Write new rows as `bulk_create` does, and give them their keys."""
    if not rows:
        return
    connection = connections[using]
    head, fields = _layout(type(rows[0]))
    marks = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(f"{head} {marks} RETURNING id", _values(rows, fields, connection))
        keys = cursor.fetchall()
    for row, (key,) in zip(rows, keys, strict=True):
        _is_written(row, key, using)


@dataclass(frozen=True)
class Question:
    """A statement that is asked right after rows are written, on the same journey to the server."""

    sql: str
    params: tuple[Any, ...]


def insert_together(
    first: models.Model, belonging: Sequence[Belonging], ask: Question, *, using: str = "default"
) -> list[tuple[Any, ...]]:
    """Write a new row and all that belongs to it, in the caller's transaction; return what is then answered.

    The first row gets its key. On PostgreSQL all of it is one journey to the server, which takes longer than
    an insert; the question sees the log as it is when the rows are there.
    """
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sql, values = _whole(first, belonging, connection)
            cursor.execute(f"{sql}; {ask.sql}", [*values, *ask.params])
            _is_written(first, cursor.fetchone()[0], using)
            cursor.nextset()
            return list(cursor.fetchall())
        insert([first], using=using)
        for some in belonging:
            for row in some.rows:
                setattr(row, some.by, first.pk)
            insert(some.rows, using=using)
        cursor.execute(ask.sql, ask.params)
        return list(cursor.fetchall())


def _whole(
    first: models.Model, belonging: Sequence[Belonging], connection: BaseDatabaseWrapper
) -> tuple[str, list[Any]]:
    """Return one statement that writes a row and those that belong to it."""
    head, fields = _layout(type(first))
    texts = [f"first AS ({head} ({', '.join(['%s'] * len(fields))}) RETURNING id)"]
    values = _values([first], fields, connection)
    for number, some in enumerate(one for one in belonging if one.rows):
        head, fields = _layout(type(some.rows[0]))
        marks = ", ".join("(SELECT id FROM first)" if f.attname == some.by else "%s" for f in fields)
        rows = ", ".join([f"({marks})"] * len(some.rows))
        texts.append(f"rest_{number} AS ({head} {rows})")
        values += _values(some.rows, tuple(f for f in fields if f.attname != some.by), connection)
    sql = f"WITH {', '.join(texts)} SELECT id FROM first"  # noqa: S608  # nosec B608 (names of our own tables)
    return sql, values


@lru_cache(maxsize=64)
def _layout(model: type[models.Model]) -> tuple[str, Fields]:
    fields = tuple(field for field in model._meta.concrete_fields if not field.primary_key)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    return f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES', fields


def _values(rows: Sequence[models.Model], fields: Fields, connection: BaseDatabaseWrapper) -> list[Any]:
    return [field.get_db_prep_save(field.pre_save(row, True), connection) for row in rows for field in fields]


def _is_written(row: models.Model, key: int, using: str) -> None:
    row.pk = key
    row._state.adding, row._state.db = False, using
