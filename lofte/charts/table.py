"""A picture's twin: the same figures as a table."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """Ready text in every cell; the first cell of a row heads it. Shown by components/table.html."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
