"""A question whose SQL Django writes once, not for every page: writing costs five times what asking does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connections
from django.db.models import QuerySet

Value = date | int


@dataclass(frozen=True)
class _Blank:
    name: str


class Kept:
    """A question that is the same each time but for its values: `Kept(ask, user=-1, on=date(1, 1, 2))`.

    It is written with these stand-ins, which may stand nowhere else in it; each database has its own words.
    """

    def __init__(self, ask: Callable[..., QuerySet[Any, Any]], **stand_ins: Value) -> None:
        self._ask = ask
        self._stand_ins = stand_ins
        self._written: dict[str, tuple[str, list[Any]]] = {}

    def rows(self, *, using: str = "default", **values: Value) -> list[tuple[Any, ...]]:
        """Return the rows of the answer, as the database gives them."""
        connection = connections[using]
        sent = {name: _sent(value, connection) for name, value in values.items()}
        sql, params = self._words(connection)
        with connection.cursor() as cursor:
            cursor.execute(sql, [sent[one.name] if isinstance(one, _Blank) else one for one in params])
            return list(cursor.fetchall())

    def _words(self, connection: Any) -> tuple[str, list[Any]]:
        if connection.vendor not in self._written:
            query = self._ask(**self._stand_ins).query
            sql, params = query.get_compiler(connection=connection).as_sql()
            names = {_sent(one, connection): name for name, one in self._stand_ins.items()}
            self._written[connection.vendor] = (
                sql,
                [_Blank(names[one]) if one in names else one for one in params],
            )
        return self._written[connection.vendor]


def _sent(value: Value, connection: Any) -> Any:
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
