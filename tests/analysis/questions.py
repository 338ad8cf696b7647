"""Every question that is answered by chance, asked with an executor: what must not depend on it."""

from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any

import numpy as np
import numpy.typing as npt

from lofte.analysis import (
    Plane,
    SourceClass,
    bernoulli_scan,
    difference_in_differences,
    expectation_scan,
    getis_ord,
    jacquez,
    knox,
    local_moran,
    mantel,
    modified_knox,
    nearest_neighbours,
    poisson_scan,
    scan,
)

Numbers = npt.NDArray[Any]
N = 150  # replicates: three tasks, the last one not full
COMMON: dict[str, Any] = {"source": SourceClass.REPORTED, "seed": 2**40 + 11, "n_replicates": N}
_chance = np.random.default_rng(8)
TOWN = (
    450_000 + 300.0 * _chance.integers(0, 8, 90),
    6_400_000 + 300.0 * _chance.integers(0, 8, 90),
    np.append(_chance.integers(0, 40, 89), 39),
)
AREAS = (450_000 + 500.0 * np.arange(12), 6_400_000 + 500.0 * _chance.integers(0, 4, 12))
CASES = _chance.poisson(1.5, (12, 9))
BESIDE = nearest_neighbours(*TOWN[:2], 5, plane=Plane.OTHER)
VALUES = _chance.poisson(3, 90)
SCANNED: dict[str, Any] = COMMON | {"radius": 900}
BY_AREA: dict[str, Any] = COMMON | {"radius": 1800, "window": 3}


def _maxima(found: Any) -> list[Numbers]:
    return [found.maxima, np.array([one.p for one in found.clusters])]


def _table(found: Any) -> list[Numbers]:
    return [found.observed, found.mean, found.median, found.p]


def _tails(found: Any) -> list[Numbers]:
    return [found.p_more, found.p_less, found.discoveries.stands]


QUESTIONS: dict[str, Callable[[Executor | None], list[Numbers]]] = {
    "scan": lambda by: _maxima(scan(*TOWN, window=7, executor=by, **SCANNED)),
    "scan, retrospective, by weekday": lambda by: _maxima(
        scan(*TOWN, window=7, kind="retrospective", strata="weekday", executor=by, **SCANNED)
    ),
    "poisson_scan": lambda by: _maxima(
        poisson_scan(*AREAS, CASES, 100 + np.arange(12), executor=by, **BY_AREA)
    ),
    "expectation_scan": lambda by: _maxima(
        expectation_scan(*AREAS, CASES, np.full((12, 9), 1.5), executor=by, **BY_AREA)
    ),
    "bernoulli_scan": lambda by: _maxima(
        bernoulli_scan(*TOWN[:2], VALUES > 3, TOWN[2], window=7, executor=by, **SCANNED)
    ),
    "knox": lambda by: _table(knox(*TOWN, space=[0, 400, 900], time=[0, 3, 9], executor=by, **COMMON)),
    "knox, parts of days": lambda by: _table(
        knox(*TOWN[:2], TOWN[2] + 0.25, space=[0, 400, np.inf], time=[0, 2.5, np.inf], executor=by, **COMMON)
    ),
    "modified_knox": lambda by: [
        np.array(vars(modified_knox(*TOWN, within_metres=600, within_days=4, executor=by, **COMMON))["p"])
    ],
    "mantel": lambda by: [np.array([mantel(*TOWN, executor=by, **COMMON).p])],
    "jacquez": lambda by: [np.array([jacquez(*TOWN, k=3, executor=by, **COMMON).p])],
    "getis_ord": lambda by: _tails(getis_ord(VALUES, BESIDE, executor=by, **COMMON)),
    "local_moran": lambda by: _tails(local_moran(VALUES, BESIDE, executor=by, **COMMON)),
    "difference_in_differences": lambda by: [
        np.array(
            difference_in_differences(1 + CASES, np.arange(12) < 4, 5, executor=by, **COMMON).p_permutation
        )
    ],
}


def answers(executor: Executor | None) -> dict[str, list[Numbers]]:
    return {name: ask(executor) for name, ask in QUESTIONS.items()}


def differing(some: dict[str, list[Numbers]], others: dict[str, list[Numbers]]) -> list[str]:
    """Return the questions that were not answered alike, to the last bit."""
    return [
        name
        for name, told in some.items()
        if not all(
            one.dtype == other.dtype and np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
            for one, other in zip(told, others[name], strict=True)
        )
    ]
