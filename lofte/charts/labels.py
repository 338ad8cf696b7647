"""Names on a map that do not run into each other: the weightiest first, the rest where there is room."""

from dataclasses import dataclass

_LETTER = 0.56  # mean width of a letter, of the type size
# Where a name may move to: shares of its own width, and of the type size.
_NEAR = ((0.0, 0.0), (0.0, -0.9), (0.0, 0.9))
_FAR = (
    (0.0, -1.7),
    (0.0, 1.7),
    (0.6, 0.4),
    (-0.6, 0.4),
    (0.75, 1.2),
    (-0.75, 1.2),
    (0.75, -1.0),
    (-0.75, -1.0),
)


@dataclass(frozen=True)
class Wanted:
    """A name and the middle of its area; the lower `rank`, the earlier it is placed."""

    name: str
    x: float
    y: float
    rank: int


@dataclass(frozen=True)
class Placed:
    """A name with its place: the middle of its baseline."""

    name: str
    x: float
    y: float
    rank: int


Box = tuple[float, float, float, float]


def place(
    wanted: list[Wanted], *, size: float, sheet: tuple[float, float], taken: tuple[Placed, ...] = ()
) -> list[Placed]:
    """Place as many names as there is room for at a type size; names already placed keep their room."""
    boxes = [_box(label.name, label.x, label.y, size) for label in taken]
    done = []
    for want in sorted(wanted, key=lambda w: (w.rank, w.name)):
        found = _room(want, size, sheet, boxes)
        if found is not None:
            boxes.append(_box(found.name, found.x, found.y, size))
            done.append(found)
    return done


def _room(want: Wanted, size: float, sheet: tuple[float, float], boxes: list[Box]) -> Placed | None:
    own = len(want.name) * size * _LETTER
    for by_x, by_y in _NEAR + _FAR if want.rank == 0 else _NEAR:
        x = min(max(want.x + by_x * own, own / 2 + 3), sheet[0] - own / 2 - 3)
        y = min(max(want.y + size * (0.35 + by_y), size), sheet[1] - 4)
        if not any(_meet(_box(want.name, x, y, size), box) for box in boxes):
            return Placed(want.name, round(x, 1), round(y, 1), want.rank)
    return None


def _box(name: str, x: float, y: float, size: float) -> Box:
    half = len(name) * size * _LETTER / 2 + 2
    return x - half, y - size * 0.85, x + half, y + size * 0.3


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
