"""A question that PostgreSQL plans once for each connection: planning took eight times as long as answering.

The names of prepared statements belong to the session, so a pooler between us and PostgreSQL must keep
sessions (docs/settings.md). SQLite keeps its plans by itself and is asked as it stands.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connections

_prepared: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()  # by the driver's own connection


@dataclass(frozen=True)
class Prepared:
    """A statement asked so often that it is worth a plan of its own; `%s` marks its values."""

    name: str
    sql: str

    def ask(self, params: Sequence[Any], *, using: str = "default") -> list[tuple[Any, ...]]:
        """Return the rows of the answer."""
        connection = connections[using]
        with connection.cursor() as cursor:
            if connection.vendor != "postgresql":
                cursor.execute(self.sql, params)
                return list(cursor.fetchall())
            known = _prepared.setdefault(connection.connection, set())
            if self.name not in known:
                cursor.execute(f"PREPARE {self.name} AS {_numbered(self.sql)}")
                known.add(self.name)
            cursor.execute(f"EXECUTE {self.name} ({', '.join(['%s'] * len(params))})", params)
            return list(cursor.fetchall())


def _numbered(sql: str) -> str:
    numbers = count(1)
    return re.sub("%s", lambda _: f"${next(numbers)}", sql)
