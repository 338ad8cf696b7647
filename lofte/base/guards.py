"""The database's own guard over rows written once: no statement changes or deletes one, whoever sends it.

The guards are triggers, put up when migrations are done, and taken down before any that has something to do:
SQLite copies a table to change it and forgets its triggers, and a new column may have to be filled.
On PostgreSQL a table can also make its writers take turns: rows become visible in the order of their keys.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

TURNS = 0x10F7E  # the first half of the advisory locks' keys; the table is the other
_FUNCTIONS = (
    """CREATE OR REPLACE FUNCTION lofte_written_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION '% is written once', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$""",
    f"""CREATE OR REPLACE FUNCTION lofte_take_turn() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM pg_advisory_xact_lock({TURNS}, TG_RELID::int); RETURN NULL; END $$""",
)


def put_up(*, using: str, **_: Any) -> None:
    """Put a guard over every table of rows written once."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for statement in _FUNCTIONS:
                cursor.execute(statement)
        for model in _guarded(tables):
            for statement in (*_down(connection, model), *_up(connection, model)):
                cursor.execute(statement)


def take_down(*, using: str, plan: Sequence[Any] = (), **_: Any) -> None:
    """Take the guards down before migrations that have something to do."""
    if not plan:
        return
    connection = connections[using]
    with connection.cursor() as cursor:
        for model in _guarded(set(connection.introspection.table_names())):
            for statement in _down(connection, model):
                cursor.execute(statement)


def take_turn(model: type[Model], *, using: str = "default") -> None:
    """Wait for the one who writes to the table now, as its trigger does, before other locks are taken."""
    connection = connections[using]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(%s, %s::regclass::oid::int)", [TURNS, model._meta.db_table]
            )


def missing(*, using: str = "default") -> list[str]:
    """Return the tables of rows written once that no guard stands over."""
    connection = connections[using]
    where = (
        "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        if connection.vendor == "postgresql"
        else "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(where)
        found = {(table, name) for table, name in cursor.fetchall()}
    tables = [model._meta.db_table for model in _models()]
    return [
        table
        for table in tables
        if not {(table, f"{table}_{verb}_refused") for verb in ("update", "delete")} <= found
    ]


def _models() -> Iterator[type[Model]]:
    yield from (model for model in apps.get_models() if hasattr(model, "filled_in_after"))


def _guarded(tables: set[str]) -> list[type[Model]]:
    return [model for model in _models() if model._meta.db_table in tables]


def _down(connection: BaseDatabaseWrapper, model: type[Model]) -> Iterator[str]:
    table = model._meta.db_table
    for name in ("update_refused", "delete_refused", "in_turn"):
        on = f" ON {table}" if connection.vendor == "postgresql" else ""
        yield f"DROP TRIGGER IF EXISTS {table}_{name}{on}"


def _up(connection: BaseDatabaseWrapper, model: type[Model]) -> Iterator[str]:
    table, is_pg = model._meta.db_table, connection.vendor == "postgresql"
    refused = (
        "EXECUTE FUNCTION lofte_written_once()"
        if is_pg
        else f"BEGIN SELECT RAISE(ABORT, '{table} is written once'); END"
    )
    for verb, when in (("update", _but_for(connection, model)), ("delete", "")):
        name = f"{table}_{verb}_refused"
        yield f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table} FOR EACH ROW {when}{refused}"
    if is_pg and getattr(model, "in_turn", False):
        yield (
            f"CREATE TRIGGER {table}_in_turn BEFORE INSERT ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION lofte_take_turn()"
        )


def _but_for(connection: BaseDatabaseWrapper, model: type[Model]) -> str:
    """Return what an update must be to be refused: everything, but for what the model lets happen once."""
    column: str = getattr(model, "filled_in_after", "")
    if column:
        return f"WHEN (OLD.{column} <> '') "
    filled: str = getattr(model, "filled_when_emptied", "")
    if not filled:
        return ""
    emptied: tuple[str, ...] = model.emptied  # type: ignore[attr-defined]
    same = "IS NOT DISTINCT FROM" if connection.vendor == "postgresql" else "IS"
    fields = [field for field in model._meta.concrete_fields if field.name not in {*emptied, filled}]
    kept = [f'NEW."{field.column}" {same} OLD."{field.column}"' for field in fields]
    gone = [
        f"NEW.{name} IS NULL" if model._meta.get_field(name).null else f"NEW.{name} = ''" for name in emptied
    ]
    once = [f"OLD.{filled} = ''", f"NEW.{filled} <> ''"]
    return f"WHEN (NOT ({' AND '.join([*kept, *gone, *once])})) "
