"""A file on its way through the steps of an import: carried by the page, signed, and never kept here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core import signing

from lofte.work.deliveries.tables import Table, UnreadableTable

SALT = "lofte.work.deliveries.file"
MAX_AGE = 12 * 60 * 60  # seconds: a day's work at most lies between choosing a file and saving it
MAX_LETTERS = 15_000_000  # what a form may hold, with room for the rest


class NotOurs(Exception):
    """What came back is not what was sent out, or it was sent out too long ago."""


@dataclass(frozen=True)
class Carried:
    """A table with its file's sum, and how it is read as far as that has been said."""

    organisation_id: int
    file_sum: str
    table: Table
    columns: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()  # headings of columns that nobody asked for
    name: str = ""  # of the mapping
    source: str = ""
    attesting_office: str = ""


def packed(carried: Carried) -> str:
    """Return it as a text for a hidden field."""
    table = carried.table
    text = signing.dumps(
        {
            **{name: getattr(carried, name) for name in _PLAIN},
            "table": [table.way, table.headings, table.rows, table.numbers],
        },
        salt=SALT,
        compress=True,
    )
    if len(text) > MAX_LETTERS:
        raise UnreadableTable("too_large")
    return text


_PLAIN = (
    "organisation_id",
    "file_sum",
    "columns",
    "fixed",
    "dropped",
    "name",
    "source",
    "attesting_office",
)


def unpacked(text: str) -> Carried:
    try:
        held = signing.loads(text, salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature as error:
        raise NotOurs from error
    way, headings, rows, numbers = held.pop("table")
    table = Table(way, tuple(headings), tuple(tuple(row) for row in rows), tuple(numbers))
    return Carried(**held | {"table": table, "dropped": tuple(held["dropped"])})
