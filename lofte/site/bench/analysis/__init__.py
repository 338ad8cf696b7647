"""Bench `analysis`: every method beside what others would pick, and beside the limit of the machine."""

from collections.abc import Iterator

from lofte.site.bench.analysis import (
    alarms,
    cubes,
    density,
    disclosure,
    effect,
    ground,
    knox,
    local,
    picture,
    scan,
    season,
)
from lofte.site.bench.analysis.measuring import Part
from lofte.site.bench.rows import Row

PARTS: tuple[Part, ...] = (
    ground.rows,
    effect.rows,
    alarms.rows,
    season.rows,
    cubes.rows,
    knox.rows,
    density.rows,
    local.rows,
    scan.rows,
    picture.rows,
    disclosure.rows,
)


def rows(*, full: bool) -> Iterator[Row]:
    """Yield the rows of every method, one after the other; smaller sizes unless `full`."""
    for part in PARTS:
        yield from part(full=full)
