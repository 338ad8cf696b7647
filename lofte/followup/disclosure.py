"""Disclosure control of shares of persons: what is so small that it points at people is not said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lofte.work.outcomes import ShareOutcome

SMALLEST_SAFE = 4  # one, two or three can know each other: nought and four are said, one to three are not


@dataclass(frozen=True)
class Cell:
    """A share that may be shown or not: how many, of how many."""

    part: int
    whole: int

    def minus(self, other: "Cell") -> "Cell":
        return Cell(self.part - other.part, self.whole - other.whole)


def is_small(cell: Cell) -> bool:
    """Say whether the part or the rest is one, two or three."""
    return 0 < cell.part < SMALLEST_SAFE or 0 < cell.whole - cell.part < SMALLEST_SAFE


def must_withhold(cell: Cell, earlier: Cell | None = None) -> bool:
    """Say whether a share of persons points at people, by itself or beside what is already out."""
    if is_small(cell):
        return True
    if earlier is None:
        return False
    since = cell.minus(earlier)
    return since.whole > 0 and is_small(since)


def withheld(cells: Mapping[str, Cell], *, total: Cell | None, earlier: Mapping[str, Cell]) -> frozenset[str]:
    """Return the cells that must not be shown, beside a total that is.

    Where the total is out and one cell alone is withheld, the reader could take the others from the total:
    the smallest of those left is then withheld too.
    """
    hidden = {name for name, cell in cells.items() if must_withhold(cell, earlier.get(name))}
    if total is not None and len(hidden) == 1 and len(cells) > 1:
        left = sorted((cell.whole, name) for name, cell in cells.items() if name not in hidden)
        hidden.add(left[0][1])
    return frozenset(hidden)


def cells_of(shares: Sequence[tuple[str, ShareOutcome]]) -> dict[str, Cell]:
    return {name: Cell(share.part, share.whole) for name, share in shares}
