"""The migrations make the tables that the models describe, on which the tests without a browser stand."""

from collections.abc import Callable

import psycopg
import pytest

from tests.browser import serving
from tests.browser.serving import Stage

OF_DJANGO = ("django_", "auth_")  # its own migrations are its own affair
HELD = {
    "columns": """SELECT table_name, column_name, data_type, character_maximum_length, is_nullable,
        column_default, is_identity FROM information_schema.columns WHERE table_schema = 'public'""",
    "constraints": """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace AND contype <> 'n'""",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": """SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger
        WHERE NOT tgisinternal""",
    "policies": "SELECT tablename, policyname, permissive, cmd, qual, with_check FROM pg_policies",
    "walls": "SELECT relname, relforcerowsecurity FROM pg_class WHERE relkind = 'r' AND relrowsecurity",
}


def _held(stage: Stage, what: str) -> set[tuple[object, ...]]:
    with psycopg.connect(serving.address_of(stage)) as connection:
        rows = connection.execute(HELD[what].encode()).fetchall()
    return {row for row in rows if not str(row[0]).startswith(OF_DJANGO)}


@pytest.mark.postgresql
@pytest.mark.parametrize("what", HELD)
def test_the_migrations_make_what_the_models_describe(what: str, stages: Callable[[str], Stage]) -> None:
    migrated, modelled = (_held(stages(name), what) for name in ("empty", "modelled"))

    assert migrated ^ modelled == set()
    assert migrated
