"""Two things timed in turn, so that a machine that slows down slows down both."""

from collections.abc import Callable
from time import perf_counter


def side_by_side(
    ours: Callable[[], object], theirs: Callable[[], object], *, rounds: int, repeat: int = 1
) -> tuple[float, float]:
    """Return the least milliseconds of each, warm: what comes on top is other work of the machine."""
    ours()
    theirs()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        times[0].append(_milliseconds(ours, repeat))
        times[1].append(_milliseconds(theirs, repeat))
    return min(times[0]), min(times[1])


def _milliseconds(act: Callable[[], object], repeat: int) -> float:
    starts = perf_counter()
    for _ in range(repeat):
        act()
    return (perf_counter() - starts) * 1000 / repeat
