"""The second wall: PostgreSQL's own policies hold also for a statement that goes round `accounts.sight`.

While somebody looks, the session says whose rows are theirs and in which partnerships they stand. The
policies are coarser than the layer: they know organisations and partnerships, not rights and groups. They
are put up when migrations are done and hold for the owner of the tables too (FORCE). SQLite has none.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from django.db import DatabaseError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

POLICY = "lofte_wall"
OWN, WHERE = "lofte.own", "lofte.partnerships"
_SAID = f"SELECT set_config('{OWN}', %s, false), set_config('{WHERE}', %s, false)"
_KEYS = "(SELECT unnest(string_to_array(current_setting('{0}', true), ',')::bigint[]))"
_NOBODY = f"(SELECT coalesce(current_setting('{OWN}', true), '') = '')"
_MINE = _KEYS.format(OWN)
_HERE = _KEYS.format(WHERE)
# Constants of our own alone stand in these statements: no word from outside.
_MEMBERS = f"(SELECT m.organisation_id FROM accounts_membership m WHERE m.partnership_id IN {_HERE})"  # noqa: S608  # nosec B608
_OF_OWN_ENTRY = f"(SELECT 1 FROM work_entry e WHERE e.id = entry_id AND e.organisation_id IN {_MINE})"  # noqa: S608  # nosec B608
_STANDS = "s.thing = 'work.Entry' AND s.key = entry_id AND s.withdrawn_at IS NULL"
_SHARED = f"(SELECT 1 FROM accounts_share s WHERE {_STANDS} AND s.partnership_id IN {_HERE})"  # noqa: S608  # nosec B608
_OF_DELIVERY = f"(SELECT 1 FROM work_delivery d WHERE d.id = delivery_id AND d.organisation_id IN {_MEMBERS})"  # noqa: S608  # nosec B608
_OF_PROMISE = f"(SELECT 1 FROM promises_promise p WHERE p.id = promise_id AND p.partnership_id IN {_HERE})"  # noqa: S608  # nosec B608
# Table by table: which rows one sees who looks.
WALLS = {
    "work_entry": f"organisation_id IN {_MINE} OR organisation_id IN {_MEMBERS}",
    "work_entrynote": f"EXISTS {_OF_OWN_ENTRY} OR EXISTS {_SHARED}",
    "work_delivery": f"organisation_id IN {_MINE} OR organisation_id IN {_MEMBERS}",
    "work_deliverynote": f"EXISTS {_OF_DELIVERY}",
    "promises_sourcedocument": f"partnership_id IN {_HERE}",
    "promises_promise": f"partnership_id IN {_HERE}",
    "followup_followup": f"EXISTS {_OF_PROMISE}",
    "accounts_share": f"partnership_id IN {_HERE}",
}


def put_up(*, using: str, **_: Any) -> None:
    """Put a wall before every table that is there."""
    there = connections[using]
    if there.vendor != "postgresql":
        return
    tables = set(there.introspection.table_names())
    with there.cursor() as cursor:
        for table, sees in WALLS.items():
            if table in tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
                cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
                cursor.execute(f"DROP POLICY IF EXISTS {POLICY} ON {table}")
                cursor.execute(
                    f"CREATE POLICY {POLICY} ON {table} USING ({_NOBODY} OR {sees}) WITH CHECK (true)"
                )


def take_down(*, using: str, plan: Sequence[Any] = (), **_: Any) -> None:
    """Take the walls down before migrations that have something to do: a column may change its type."""
    there = connections[using]
    if not plan or there.vendor != "postgresql":
        return
    tables = set(there.introspection.table_names())
    with there.cursor() as cursor:
        for table in WALLS.keys() & tables:
            cursor.execute(f"DROP POLICY IF EXISTS {POLICY} ON {table}")
            cursor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")


def missing(*, using: str = "default") -> list[str]:
    """Return the tables without their wall."""
    there = connections[using]
    if there.vendor != "postgresql":
        return []
    with there.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid"
            " WHERE p.polname = %s AND c.relrowsecurity AND c.relforcerowsecurity",
            [POLICY],
        )
        found = {row[0] for row in cursor.fetchall()}
    return sorted(set(WALLS) - found)


@contextmanager
def before(own: tuple[int, ...], partnerships: tuple[int, ...]) -> Iterator[None]:
    """Let the policies hold for one who looks; they fall back when the look is over, whatever happened."""
    if connection.vendor != "postgresql":
        yield
        return
    _say(connection, own, partnerships)
    try:
        yield
    finally:
        with suppress(DatabaseError):  # a broken transaction takes back what was said in it
            _say(connection, (), (), nobody=True)


@contextmanager
def lifted() -> Iterator[None]:
    """Stand outside while words are looked for in every row, and none is shown; then as before."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT current_setting('{OWN}', true), current_setting('{WHERE}', true)")
        said = [one or "" for one in cursor.fetchone()]
    _say(connection, (), (), nobody=True)
    try:
        yield
    finally:
        with suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute(_SAID, said)


def _say(
    there: BaseDatabaseWrapper, own: tuple[int, ...], partnerships: tuple[int, ...], *, nobody: bool = False
) -> None:
    said = ("", "") if nobody else tuple(",".join(map(str, keys or (0,))) for keys in (own, partnerships))
    there.ensure_connection()
    with there.wrap_database_errors:
        # Beside Django's cursor: it is no question that a page asks.
        there.connection.execute(_SAID, said)
