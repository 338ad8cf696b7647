"""Differences in differences for counts: treated areas beside untreated ones, before beside after."""

from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import combinations
from math import comb
from statistics import NormalDist

import numpy as np
import numpy.typing as npt
import scipy

from lofte.analysis import checking, streams
from lofte.analysis.effects.poisson import Fitted, FloatArray, fit
from lofte.analysis.errors import DoesNotSettle, Empty, OutOfRange, WrongKind, WrongShape
from lofte.analysis.sources import Sources, reported_only


@dataclass(frozen=True)
class Ratio:
    """A rate ratio with its interval; below 1 is fewer."""

    ratio: float
    low: float
    high: float


@dataclass(frozen=True)
class Lead:
    """How the treated lay beside the rest in one period, against the last period before the work."""

    period: int
    ratio: float
    low: float
    high: float


@dataclass(frozen=True)
class DifferenceInDifferences:
    """What the treated areas did beyond the untreated."""

    effect: Ratio  # interval by clusters
    p_cluster: float  # too small where few areas were treated
    p_permutation: float  # the share of other choices of as many areas that show as strong an effect
    n_choices: int  # choices tried, the true one counted
    are_all_choices: bool
    dispersion: float  # 1: counts vary by chance alone
    leads: tuple[Lead, ...]  # before the work: should lie about 1
    p_leads: float  # permutation: small where the areas went different ways already before
    dropped_areas: tuple[int, ...]  # never an incident: they say nothing
    dropped_periods: tuple[int, ...]


def difference_in_differences(
    counts: npt.ArrayLike,
    treated: npt.ArrayLike,
    begins: int,
    *,
    source: Sources,
    seed: int,
    exposure: npt.ArrayLike | None = None,
    n_replicates: int = 999,
    confidence: float = 0.95,
    executor: Executor | None = None,
) -> DifferenceInDifferences:
    """Return the effect of work that began in the same period in all treated areas.

    Parameters
    ----------
    counts : int array, shape (n_areas, n_periods)
        Incidents.
    treated : bool array, shape (n_areas,)
        Where the work was done.
    begins : int
        The first period with work, 1 to n_periods - 1.
    source : SourceClass, or one for each area
        Must be reported by the public.
    seed : int
        Of the choices of areas that the effect is held against.
    exposure : float array, shape (n_areas, n_periods), optional
        Residents or days, where they change.
    n_replicates : int
        Choices drawn where there are more than that; else all are tried.
    confidence : float
        Of the intervals.
    executor : concurrent.futures.Executor, optional
        Who else computes.

    Returns
    -------
    DifferenceInDifferences

    Raises
    ------
    AnalysisError
        If the treated, or the others, had no incident before or after: a ratio of nothing.

    Notes
    -----
    log mean = area + period + effect in treated areas from ``begins`` on. The interval lets the periods of an
    area hang together; with fewer than about ten treated areas believe the permutation. Leads come from a
    second fit with an effect for every period but the last before the work. Work that began at different
    times in different areas must not be given as one: the estimate is then no average of anything
    (Goodman-Bacon 2021).

    References
    ----------
    Wooldridge 2023, Econometrics Journal 26:C31 (Poisson with fixed effects); Conley & Taber 2011, Rev Econ
    Stat 93:113 (few treated). docs/methods/effect.md

    Examples
    --------
    >>> import numpy as np
    >>> from lofte.analysis import SourceClass, difference_in_differences
    >>> counts = np.array([[20, 22, 10, 11], [30, 28, 29, 31], [15, 14, 15, 16], [40, 41, 39, 42]])
    >>> found = difference_in_differences(counts, [True, False, False, False], 2,
    ...     source=SourceClass.REPORTED, seed=1)
    >>> round(found.effect.ratio, 3), found.p_permutation, found.n_choices
    (0.488, 0.25, 4)
    """
    case, dropped = _case(counts, treated, begins, exposure, source)
    spread = NormalDist().inv_cdf(0.5 + checking.share("confidence", confidence) / 2)
    main = fit(case.counts, case.exposure, case.main(case.treated))
    study = _study(case)
    choices, are_all = _choices(case.treated, n_replicates, streams.checked_seed(seed))
    told = streams.spread(_others, len(choices), executor, case, choices)
    effects, waves = (np.concatenate(one) for one in zip(*told, strict=True))
    error = float(np.sqrt(main.by_cluster()[0, 0]))
    effect = float(main.effects[0])
    return DifferenceInDifferences(
        effect=_ratio(effect, spread * error),
        p_cluster=float(2 * scipy.special.stdtr(len(case.counts) - 1, -abs(effect) / error)),
        p_permutation=_share_as_strong(np.abs(effects), abs(effect), are_all=are_all),
        n_choices=len(choices) + (0 if are_all else 1),
        are_all_choices=are_all,
        dispersion=main.dispersion(case.counts),
        leads=_leads(case, study, spread),
        p_leads=_share_as_strong(waves, _wave(case, study), are_all=are_all),
        dropped_areas=dropped[0],
        dropped_periods=dropped[1],
    )


@dataclass(frozen=True)
class _Case:
    counts: FloatArray
    exposure: FloatArray
    treated: npt.NDArray[np.bool_]
    begins: int
    periods: npt.NDArray[np.int64]  # their numbers as given

    def main(self, treated: npt.NDArray[np.bool_]) -> FloatArray:
        after = np.arange(self.counts.shape[1]) >= self.begins
        return (treated[:, None] & after[None, :])[None].astype(np.float64)

    def by_period(self, treated: npt.NDArray[np.bool_]) -> FloatArray:
        """An effect for every period but the last one before the work."""
        at = np.array([t for t in range(self.counts.shape[1]) if t != self.begins - 1])
        columns = np.zeros((len(at), *self.counts.shape))
        for k, t in enumerate(at):
            columns[k, treated, t] = 1
        return columns


def _case(
    counts: npt.ArrayLike,
    treated: npt.ArrayLike,
    begins: int,
    exposure: npt.ArrayLike | None,
    source: Sources,
) -> tuple[_Case, tuple[tuple[int, ...], tuple[int, ...]]]:
    given = checking.whole("counts", counts, ndim=2, least=4)
    mask = np.asarray(treated)
    if mask.dtype != bool or mask.ndim != 1:
        raise WrongKind("treated", "must be true or false for each area")
    checking.same_length("treated", mask, "counts", given)
    reported_only(source, len(given))
    n_before = checking.one_whole("begins", begins, low=1, high=given.shape[1] - 1)
    size = np.ones(given.shape) if exposure is None else checking.floats("exposure", exposure, ndim=2)
    if size.shape != given.shape:
        raise WrongShape("exposure", f"is {size.shape}, and counts is {given.shape}")
    if (size <= 0).any():
        raise OutOfRange("exposure", "holds 0 or less")
    for name, rows in (("treated", mask), ("treated, turned about,", ~mask)):
        if not rows.any():
            raise Empty(name, "names no area")
        if given[rows, :n_before].sum() == 0 or given[rows, n_before:].sum() == 0:
            raise Empty("counts", "has none before or none after in the areas compared: no ratio can be made")
    areas, periods = given.sum(axis=1) > 0, given.sum(axis=0) > 0
    kept = np.ix_(areas, periods)
    begins_kept = int(periods[:n_before].sum())
    case = _Case(
        given[kept].astype(np.float64), size[kept], mask[areas], begins_kept, np.flatnonzero(periods)
    )
    gone = (tuple(np.flatnonzero(~areas).tolist()), tuple(np.flatnonzero(~periods).tolist()))
    return case, gone


def _study(case: _Case) -> Fitted | None:
    """The fit by period; none where a period of the treated, or of the others, is empty."""
    try:
        return fit(case.counts, case.exposure, case.by_period(case.treated))
    except DoesNotSettle:
        return None


def _leads(case: _Case, study: Fitted | None, spread: float) -> tuple[Lead, ...]:
    if study is None:
        return ()
    errors = np.sqrt(np.diag(study.model_based()) * max(1.0, _known(study.dispersion(case.counts))))
    made = []
    for k in range(case.begins - 1):
        found = _ratio(float(study.effects[k]), spread * float(errors[k]))
        made.append(Lead(int(case.periods[k]), found.ratio, found.low, found.high))
    return tuple(made)


def _wave(case: _Case, study: Fitted | None) -> float:
    """How far the leads are from nothing, all together (Wald)."""
    n = case.begins - 1
    if study is None or n == 0:
        return float("nan")
    leads = study.effects[:n]
    return float(leads @ np.linalg.solve(study.model_based()[:n, :n], leads))


def _known(number: float) -> float:
    return number if np.isfinite(number) else 1.0


def _choices(
    treated: npt.NDArray[np.bool_], n_replicates: int, seed: int
) -> tuple[npt.NDArray[np.int64], bool]:
    """Sets of as many areas: all of them, the true one among them, or as many as asked for by chance."""
    n, k = len(treated), int(treated.sum())
    asked = checking.one_whole("n_replicates", n_replicates, low=1)
    if comb(n, k) <= asked + 1:
        return np.array(list(combinations(range(n), k))), True
    order, starts = streams.strata_of(None, n)
    return streams.shuffles(seed, 0, asked, order, starts)[:, :k].astype(np.int64), False


def _others(first: int, n: int, case: _Case, choices: npt.NDArray[np.int64]) -> tuple[FloatArray, FloatArray]:
    """The effect and the wave of leads for each choice; NaN where that choice has no ratio."""
    effects, waves = np.full(n, np.nan), np.full(n, np.nan)
    for r in range(n):
        chosen = np.zeros(len(case.counts), dtype=bool)
        chosen[choices[first + r]] = True
        try:
            effects[r] = fit(case.counts, case.exposure, case.main(chosen)).effects[0]
            waves[r] = _wave(case, fit(case.counts, case.exposure, case.by_period(chosen)))
        except DoesNotSettle:
            continue
    return effects, waves


def _share_as_strong(others: FloatArray, own: float, *, are_all: bool) -> float:
    """Choices without a ratio count as weak ones only where they cannot be compared: they are left out."""
    known = others[np.isfinite(others)]
    if not np.isfinite(own) or not len(known):
        return float("nan")
    as_strong = int((known >= own * (1 - 1e-9)).sum())
    return as_strong / len(known) if are_all else (as_strong + 1) / (len(known) + 1)


def _ratio(effect: float, reach: float) -> Ratio:
    return Ratio(*(float(np.exp(one)) for one in (effect, effect - reach, effect + reach)))
