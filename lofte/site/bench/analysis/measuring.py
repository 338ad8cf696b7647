"""Wall and CPU time of two things in turn, how cost grows, and what the machine could do at best."""

import importlib
import importlib.metadata
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter, process_time
from types import ModuleType
from typing import Any, Protocol

import numpy as np

from lofte.analysis.kernels import have_c
from lofte.site.bench.rows import Goal, Row


class Part(Protocol):
    """The rows of one method."""

    def __call__(self, *, full: bool) -> Iterator[Row]: ...


@dataclass(frozen=True)
class Took:
    """Milliseconds of the best round, and what came out of the last one."""

    wall: float
    cpu: float
    result: Any


def took(act: Callable[[], object], *, rounds: int = 3, warm: bool = True) -> Took:
    """Time it; the least of the rounds, for what comes on top is other work of the machine."""
    result = act() if warm else None
    walls, cpus = [], []
    for _ in range(rounds):
        cpu, wall = process_time(), perf_counter()
        result = act()
        walls.append((perf_counter() - wall) * 1000)
        cpus.append((process_time() - cpu) * 1000)
    return Took(min(walls), min(cpus), result)


def in_turn(
    ours: Callable[[], object], theirs: Callable[[], object], *, rounds: int = 3
) -> tuple[Took, Took]:
    """Time two things round by round, so that a machine that slows down slows down both."""
    found: tuple[list[Took], list[Took]] = ([], [])
    ours(), theirs()  # warm
    for _ in range(rounds):
        found[0].append(took(ours, rounds=1, warm=False))
        found[1].append(took(theirs, rounds=1, warm=False))
    return _best(found[0]), _best(found[1])


def peer(name: str) -> ModuleType | None:
    """Return what others would pick, or nothing where `make bench` has not put it there."""
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"{name}: not installed, not measured (make bench installs it)", file=sys.stderr)
        return None


def version(name: str) -> str:
    return f"{name} {importlib.metadata.version(name)}"


def exponent(sizes: Sequence[float], times: Sequence[float]) -> float:
    """Return b of time = a * size^b, by least squares on logarithms."""
    slope: float = np.polyfit(np.log(sizes), np.log(times), 1)[0]
    return float(slope)


def path() -> str:
    return "C" if have_c() else "numpy"


def faster(
    name: str,
    *,
    size: str,
    ours: Took,
    theirs: Took,
    times: float,
    are_equal: bool,
    note: str = "",
    has_loops: bool = True,
) -> Row:
    """Say how many times faster ours is by the clock and by CPU; the lesser must reach the goal.

    `has_loops` is false of what is numpy alone, compiler or not.
    """
    by_clock = theirs.wall / ours.wall
    by_cpu = theirs.cpu / max(ours.cpu, 1e-3)
    ratio = min(by_clock, by_cpu)
    goal = Goal(">=", times)
    told_path = f"path {path()}" if has_loops else "numpy alone"
    told = f"{by_clock:.3g} times by the clock, {by_cpu:.3g} by CPU; {told_path}"
    return Row(
        name=name,
        size=size,
        ours=_rounded(ours.wall),
        theirs=_rounded(theirs.wall),
        unit="ms",
        ratio=_rounded(ratio),
        goal=str(goal),
        holds=are_equal and goal.holds(ratio),
        note=("" if are_equal else "the answers differ; ") + "; ".join(filter(None, [told, note])),
    )


def memory_of(code: str) -> float:
    """Return the greatest megabytes that a fresh interpreter held while it ran `code`."""
    # Not getrusage: what it tells of a child begins at what its parent held.
    counted = f"{code}\nprint(next(l.split()[1] for l in open('/proc/self/status') if l.startswith('VmHWM')))"
    surroundings = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", counted],
        capture_output=True,
        text=True,
        check=True,
        env=surroundings,
    )
    return int(done.stdout.split()[-1]) / 1024


def _best(found: list[Took]) -> Took:
    return Took(min(one.wall for one in found), min(one.cpu for one in found), found[-1].result)


def _rounded(number: float) -> float:
    return float(f"{number:.4g}")
