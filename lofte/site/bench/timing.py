"""Two things timed in turn, so that a machine that slows down slows down both."""

from collections.abc import Callable
from time import perf_counter

Clock = Callable[[], float]


def side_by_side(
    ours: Callable[[], object],
    theirs: Callable[[], object],
    *,
    rounds: int,
    repeat: int = 1,
    clock: Clock = perf_counter,
) -> tuple[float, float]:
    """Return the least milliseconds of each, warm: what comes on top is other work of the machine.

    `clock` can be `time.process_time` where all the work is done in this process: neighbours do not count.
    """
    ours()
    theirs()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        times[0].append(_milliseconds(ours, repeat, clock))
        times[1].append(_milliseconds(theirs, repeat, clock))
    return min(times[0]), min(times[1])


def _milliseconds(act: Callable[[], object], repeat: int, clock: Clock) -> float:
    starts = clock()
    for _ in range(repeat):
        act()
    return (clock() - starts) * 1000 / repeat
