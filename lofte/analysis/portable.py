"""The same counts in SQL: one text each, for SQLite, PostgreSQL, DuckDB and Spark.

Plain SQL-92 on whole numbers: no date functions, no geometry, no function of one engine. A figure is put into
the text only as a checked whole number. No column is called week, hour or source: DuckDB refuses the first.
"""

from collections.abc import Sequence

from lofte.analysis import checking

TABLE = "incident_columns"
# counted is 1, or -1 where the row takes one back.
CREATE = """
CREATE TABLE incident_columns (
    area INTEGER NOT NULL, week_number INTEGER NOT NULL, hour_of_week INTEGER NOT NULL,
    category INTEGER NOT NULL, source_class INTEGER NOT NULL, counted INTEGER NOT NULL,
    x INTEGER NOT NULL, y INTEGER NOT NULL
)"""
CUBE = """
SELECT source_class, week_number, area, category, SUM(counted) AS n
FROM incident_columns
GROUP BY source_class, week_number, area, category
HAVING SUM(counted) <> 0
ORDER BY source_class, week_number, area, category"""
HOUR_CUBE = """
SELECT source_class, hour_of_week, area, category, SUM(counted) AS n
FROM incident_columns
GROUP BY source_class, hour_of_week, area, category
HAVING SUM(counted) <> 0
ORDER BY source_class, hour_of_week, area, category"""
_WINDOWS = """
SELECT area, category, [sums]
FROM incident_columns
WHERE source_class = [source_class] AND ([either])
GROUP BY area, category
ORDER BY area, category"""
_WINDOW = "week_number >= [starts] AND week_number < [ends]"


def windows_sql(starts: Sequence[int], ends: Sequence[int], *, source_class: int) -> str:
    """Return the text that counts any windows of weeks for the whole map.

    Its rows are area, category, n0, n1, …: what `trends.windows` holds, for areas and categories that have
    rows in a window.

    Parameters
    ----------
    starts, ends : sequence of int
        Week numbers; the end is left out of the window.
    source_class : int
        1 reported, 2 discovered, 3 activity.

    Returns
    -------
    str

    Raises
    ------
    Empty, WrongKind, WrongShape, OutOfRange
        Naming the argument.

    Examples
    --------
    >>> print(windows_sql([2900], [2904], source_class=1)[-119:])
    WHERE source_class = 1 AND (week_number >= 2900 AND week_number < 2904)
    GROUP BY area, category
    ORDER BY area, category
    """
    begins, stops = checking.whole("starts", starts), checking.whole("ends", ends)
    checking.same_length("ends", stops, "starts", begins)
    checking.one_whole("source_class", source_class, low=1, high=3)
    pairs = list(zip(begins.tolist(), stops.tolist(), strict=True))
    each = [_with(_WINDOW, starts=a, ends=b) for a, b in pairs]
    sums = [f"SUM(CASE WHEN {window} THEN counted ELSE 0 END) AS n{i}" for i, window in enumerate(each)]
    return _with(_WINDOWS, sums=", ".join(sums), source_class=source_class, either=" OR ".join(each))


def _with(text: str, **values: object) -> str:
    for name, value in values.items():
        text = text.replace(f"[{name}]", str(value))
    return text
