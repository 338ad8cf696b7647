"""The second wall: PostgreSQL's own policies hold also for a statement that goes round `accounts.sight`.

While somebody looks, the session says who it is, whose rows are theirs, in which partnerships they stand and
where they read the trail. The policies are coarser than the layer: they know organisations and partnerships,
not rights and groups. They are put up when migrations are done and hold for the owner of the tables too
(FORCE). SQLite has none.

The trail is written by everybody who does something, and a line that is written is answered with its key: so
each sees the own lines. Those of others are there for one who reads the trail. It is sealed and checked from
the command line, where nobody looks and every line is there.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Protocol

from django.db import DatabaseError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from lofte.accounts.rights import Right

POLICY = "lofte_wall"
OWN, WHERE, WHO, TRAIL = SETTINGS = ("lofte.own", "lofte.partnerships", "lofte.who", "lofte.trail")
_SAID = "SELECT " + ", ".join(f"set_config('{name}', %s, false)" for name in SETTINGS)
_SAYS = "SELECT " + ", ".join(f"current_setting('{name}', true)" for name in SETTINGS)
_KEYS = "(SELECT unnest(string_to_array(current_setting('{0}', true), ',')::bigint[]))"
_NOBODY = f"(SELECT coalesce(current_setting('{OWN}', true), '') = '')"
_MINE = _KEYS.format(OWN)
_HERE = _KEYS.format(WHERE)
# Constants of our own alone stand in these statements: no word from outside.
_MEMBERS = f"(SELECT m.organisation_id FROM accounts_membership m WHERE m.partnership_id IN {_HERE})"  # noqa: S608  # nosec B608
_OF_OWN_ENTRY = f"(SELECT 1 FROM work_entry e WHERE e.id = entry_id AND e.organisation_id IN {_MINE})"  # noqa: S608  # nosec B608
_STANDS = "s.thing = 'work.Entry' AND s.key = entry_id AND s.withdrawn_at IS NULL"
_SHARED = f"(SELECT 1 FROM accounts_share s WHERE {_STANDS} AND s.partnership_id IN {_HERE})"  # noqa: S608  # nosec B608
# What hangs under a row that has a wall of its own is there when that row is.
_OF_ENTRY = "(SELECT 1 FROM work_entry e WHERE e.id = entry_id)"
_DOCUMENT_STANDS = (
    "s.thing = 'promises.SourceDocument' AND s.key = promises_sourcedocument.id AND s.withdrawn_at IS NULL"
)
_SHARED_DOCUMENT = (
    f"(SELECT 1 FROM accounts_share s WHERE {_DOCUMENT_STANDS} AND s.partnership_id IN {_HERE})"  # noqa: S608  # nosec B608
)
_OF_DELIVERY = f"(SELECT 1 FROM work_delivery d WHERE d.id = delivery_id AND d.organisation_id IN {_MEMBERS})"  # noqa: S608  # nosec B608
_OF_PROMISE = f"(SELECT 1 FROM promises_promise p WHERE p.id = promise_id AND p.partnership_id IN {_HERE})"  # noqa: S608  # nosec B608
_OF_FOLLOWUP = "(SELECT 1 FROM followup_followup f WHERE f.id = followup_id)"
_OF_SAMPLE = "(SELECT 1 FROM followup_sample s WHERE s.id = sample_id)"
_OF_INDICATOR = (
    f"(SELECT 1 FROM situation_indicator i WHERE i.id = indicator_id AND i.partnership_id IN {_HERE})"  # noqa: S608  # nosec B608
)
_READ_AT = _KEYS.format(TRAIL)
_PEOPLE = f"(SELECT r.user_id FROM accounts_role r WHERE r.partnership_id IN {_READ_AT})"  # noqa: S608  # nosec B608
_BY_ME = f"by_id = (SELECT nullif(current_setting('{WHO}', true), '')::bigint)"
_BY_ONE_ERASED = f"by_id IS NULL AND (SELECT current_setting('{TRAIL}', true) NOT IN ('', '0'))"
# What a job or a link did; also what a request notes without saying who, which is answered with its key.
_BY_NOBODY = f"by_id IS NULL AND by_sum = '' AND (partnership_id IS NULL OR partnership_id IN {_HERE})"
# Table by table: which rows one sees who looks.
WALLS = {
    "work_entry": f"organisation_id IN {_MINE} OR organisation_id IN {_MEMBERS}",
    "work_entrynote": f"EXISTS {_OF_OWN_ENTRY} OR EXISTS {_SHARED}",
    "work_entryquantity": f"EXISTS {_OF_ENTRY}",
    "work_entryrecipient": f"EXISTS {_OF_ENTRY}",
    "work_delivery": f"organisation_id IN {_MINE} OR organisation_id IN {_MEMBERS}",
    "work_deliverynote": f"EXISTS {_OF_DELIVERY}",
    "work_overlap": f"organisation_id IN {_MINE} OR organisation_id IN {_MEMBERS}",
    "promises_sourcedocument": (
        f"organisation_id IN {_MINE} OR EXISTS {_SHARED_DOCUMENT}"
        f" OR (organisation_id IS NULL AND partnership_id IN {_HERE})"
    ),
    "promises_promise": f"partnership_id IN {_HERE}",
    "followup_followup": f"EXISTS {_OF_PROMISE}",
    "followup_sample": f"EXISTS {_OF_FOLLOWUP}",
    "followup_samplenumber": f"EXISTS {_OF_SAMPLE}",
    "followup_sampledentry": f"EXISTS {_OF_SAMPLE}",
    "situation_indicatorvalue": f"EXISTS {_OF_INDICATOR}",
    "accounts_share": f"partnership_id IN {_HERE}",
    "base_auditevent": (
        f"{_BY_ME} OR partnership_id IN {_READ_AT} OR ({_BY_NOBODY})"
        f" OR (partnership_id IS NULL AND (by_id IN {_PEOPLE} OR ({_BY_ONE_ERASED})))"
    ),
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


class Stands(Protocol):
    """What is asked of the one who looks (`accounts.viewers.Viewer`)."""

    @property
    def user_id(self) -> int: ...
    def partnership_ids(self, *rights: Right) -> tuple[int, ...]: ...
    def organisations_with(self, *rights: Right) -> tuple[int, ...]: ...


@contextmanager
def before(viewer: Stands) -> Iterator[None]:
    """Let the policies hold for one who looks; they fall back when the look is over, whatever happened."""
    if connection.vendor != "postgresql":
        yield
        return
    known = (
        viewer.organisations_with(),
        viewer.partnership_ids(),
        (viewer.user_id,),
        viewer.partnership_ids(Right.READ_TRAIL),
    )
    _say(connection, [",".join(map(str, keys or (0,))) for keys in known])
    try:
        yield
    finally:
        with suppress(DatabaseError):  # a broken transaction takes back what was said in it
            _say(connection, _NOTHING)


@contextmanager
def lifted() -> Iterator[None]:
    """Stand outside while words are looked for in every row, and none is shown; then as before."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(_SAYS)
        said = [one or "" for one in cursor.fetchone()]
    _say(connection, _NOTHING)
    try:
        yield
    finally:
        with suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute(_SAID, said)


_NOTHING = [""] * len(SETTINGS)


def _say(there: BaseDatabaseWrapper, said: Sequence[str]) -> None:
    there.ensure_connection()
    with there.wrap_database_errors:
        # Beside Django's cursor: it is no question that a page asks.
        there.connection.execute(_SAID, said)
