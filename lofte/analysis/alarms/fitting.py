"""Fitting: quasi-Poisson models of thousands of series at a time, all with the same weeks and effects."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lofte.analysis.checking import FloatArray

MOST_STEPS = 50
SMALL_STEP = 1e-5  # in a slope whose covariate spans 1: what is left after it is about its square
LONGEST_STEP = 2.0
FARTHEST = 30.0  # e^30 over the baseline: a slope that runs away has no answer
NOTHING = 1e-250  # in the place of 0 where it divides
ALONE = (
    250_000  # multiplications of a product that BLAS does on one thread; on arrays this small more only wait
)
ALMOST_ALL = 1e-9  # what is left, at least, of a residual's variance when the fit leans on that one week


@dataclass(frozen=True)
class Design:
    """Weeks of a baseline: `periods` one-hot (n_weeks, n_periods), `covariates` (n_weeks, n_covariates).

    `now` are the covariates of the week that is judged, whose period is the first. `drawn` holds, for each
    covariate, the precision of the normal that draws it towards 0; 0 leaves it free.
    """

    periods: FloatArray
    covariates: FloatArray
    now: FloatArray
    drawn: FloatArray

    @property
    def n_parameters(self) -> int:
        return int(self.periods.shape[1] + self.covariates.shape[1])

    @cached_property
    def columns(self) -> FloatArray:
        """Return 1, each covariate and each product of two, by period, side by side."""
        z = self.covariates
        left, right = np.triu_indices(z.shape[1])
        products = np.concatenate([np.ones((len(z), 1)), z, z[:, left] * z[:, right]], axis=1)
        side: FloatArray = (products[:, :, None] * self.periods[:, None, :]).reshape(len(z), -1)
        return side

    def without(self, column: int) -> "Design":
        kept = np.arange(self.covariates.shape[1]) != column
        return Design(self.periods, self.covariates[:, kept], self.now[kept], self.drawn[kept])


@dataclass(frozen=True)
class Fit:
    """What a model says of each of n series.

    `means` and `leverages` (n, n_weeks), `expected` this week and `variances` of its logarithm at dispersion
    1 (n,), `slopes` and `slope_variances` (n, n_covariates), and which have `settled` (n,).
    """

    means: FloatArray
    leverages: FloatArray
    expected: FloatArray
    variances: FloatArray
    slopes: FloatArray
    slope_variances: FloatArray
    settled: FloatArray


def fit(counts: FloatArray, weights: FloatArray, design: Design, start: FloatArray | None = None) -> Fit:
    """Return the weighted Poisson fit of each series, counts and weights of shape (n, n_weeks).

    The level of a period has a closed form given the slopes (what was seen there over what the slopes give),
    so only the slopes are iterated, by Newton's method on the profile: the same maximum as iterated least
    squares on all parameters finds, at a fraction of the work.
    """
    of_period = _product(counts * weights, design.periods)
    slopes, settled = _slopes(counts, weights, design, of_period, start)
    tilted = (
        np.exp(_product(slopes, design.covariates.T)) if slopes.shape[1] else np.ones((1, counts.shape[1]))
    )
    level = of_period / _product(weights * tilted, design.periods)
    means = _product(level, design.periods.T) * tilted
    return _judged(means=means, weights=weights, design=design, level=level, slopes=slopes, settled=settled)


def _product(rows: FloatArray, columns: FloatArray) -> FloatArray:
    """Return the matrix product, some rows at a time, so that BLAS wakes no threads for it."""
    some = max(1, ALONE // columns.size)
    parts = [rows[at : at + some] @ columns for at in range(0, max(len(rows), 1), some)]
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _slopes(
    counts: FloatArray, weights: FloatArray, design: Design, of_period: FloatArray, start: FloatArray | None
) -> tuple[FloatArray, FloatArray]:
    n, q = len(counts), design.covariates.shape[1]
    slopes = np.zeros((n, q)) if start is None else start.copy()
    settled = np.full(n, q == 0)
    if q == 0:
        return slopes, settled
    seen = _product(counts * weights, design.covariates)
    going = np.arange(n)
    for _ in range(MOST_STEPS):
        score, curve = _profile(slopes[going], weights[going], design, of_period[going], seen[going])
        step = _solved(curve, score)
        size = np.abs(step).max(axis=1)
        step *= np.minimum(1, LONGEST_STEP / np.maximum(size, LONGEST_STEP))[:, None]
        slopes[going] += step
        settled[going] = (size < SMALL_STEP) & np.isfinite(size)
        far = np.abs(slopes[going]).max(axis=1) > FARTHEST
        slopes[going[far]] = 0.0
        settled[going[far]] = False
        going = going[~settled[going] & ~far]
        if not len(going):
            break
    return slopes, settled


def _profile(
    slopes: FloatArray, weights: FloatArray, design: Design, of_period: FloatArray, seen: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return the slopes' score (n, q) and information (n, q, q), the periods' levels profiled out."""
    z, q, n_periods = design.covariates, design.covariates.shape[1], design.periods.shape[1]
    left, right = np.triu_indices(q)
    tilted = weights * np.exp(_product(slopes, z.T))
    moments = _product(tilted, design.columns).reshape(len(slopes), -1, n_periods)
    shares = moments[:, 1:] / moments[:, :1]
    first, second = shares[:, :q], shares[:, q:]
    score = seen - (first * of_period[:, None]).sum(axis=2) - slopes * design.drawn
    crossed = ((second - first[:, left] * first[:, right]) * of_period[:, None]).sum(axis=2)
    curve = np.empty((len(slopes), q, q))
    curve[:, left, right] = crossed
    curve[:, right, left] = crossed
    curve[:, np.arange(q), np.arange(q)] += design.drawn
    return score, curve


def _solved(curve: FloatArray, score: FloatArray) -> FloatArray:
    """Return the step; none where a series says nothing of a slope."""
    if score.shape[1] == 1:
        flat = curve[:, 0, 0] <= 0
        return np.where(flat[:, None], 0.0, score / np.where(flat, 1.0, curve[:, 0, 0])[:, None])
    step: FloatArray = np.einsum("nij,nj->ni", np.linalg.pinv(curve, hermitian=True), score)
    return step


def _judged(
    *,
    means: FloatArray,
    weights: FloatArray,
    design: Design,
    level: FloatArray,
    slopes: FloatArray,
    settled: FloatArray,
) -> Fit:
    """Add what the fit's own uncertainty is, from the information at the maximum."""
    work = weights * means
    mass = _product(work, design.periods)
    some = np.maximum(mass, NOTHING)
    q = slopes.shape[1]
    own = _product(1 / some, design.periods.T)
    variances = 1 / some[:, 0]
    if q == 0:
        return Fit(means, work * own, level[:, 0], variances, slopes, np.zeros((len(level), 0)), settled)
    centres = np.stack(
        [_product(work * column, design.periods) / some for column in design.covariates.T], axis=2
    )
    away = [
        column - _product(centres[:, :, k], design.periods.T) for k, column in enumerate(design.covariates.T)
    ]  # each (n, n_weeks)
    curve = np.empty((len(level), q, q))
    for i in range(q):
        for j in range(i, q):
            curve[:, i, j] = curve[:, j, i] = np.einsum("nw,nw,nw->n", work, away[i], away[j])
        curve[:, i, i] += design.drawn[i]
    spread = _inverted(curve)
    for i in range(q):
        for j in range(q):
            own += spread[:, i, j, None] * away[i] * away[j]
    ahead = design.now - centres[:, 0]
    variances = variances + np.einsum("ni,nij,nj->n", ahead, spread, ahead)
    expected = level[:, 0] * np.exp(slopes @ design.now)
    return Fit(means, work * own, expected, variances, slopes, np.einsum("nii->ni", spread), settled)


def _inverted(curve: FloatArray) -> FloatArray:
    if curve.shape[1] == 1:
        alone: FloatArray = np.divide(1.0, curve, out=np.zeros(curve.shape), where=curve > 0)
        return alone
    spread: FloatArray = np.asarray(np.linalg.pinv(curve, hermitian=True), dtype=np.float64)
    return spread


def dispersion(counts: FloatArray, weights: FloatArray, found: Fit, n_parameters: int) -> FloatArray:
    """Return Pearson's estimate of variance over mean, not kept above 1, shape (n,)."""
    squares = (counts - found.means) ** 2 / np.maximum(found.means, NOTHING)
    pearson: FloatArray = np.einsum("nw,nw->n", weights, squares) / (counts.shape[1] - n_parameters)
    return pearson


def relative_dispersion(counts: FloatArray, weights: FloatArray, found: Fit, n_parameters: int) -> FloatArray:
    """Return sum(w ((y - m) / m)^2) / df: what R's surveillance takes for the dispersion in two places."""
    away = np.divide(counts, found.means, out=np.ones(counts.shape), where=found.means > 0) - 1
    relative: FloatArray = np.einsum("nw,nw->n", weights, away**2) / (counts.shape[1] - n_parameters)
    return relative


def outbreak_weights(
    counts: FloatArray, powers: FloatArray, found: Fit, phi: FloatArray, above: float
) -> FloatArray:
    """Return weights that let past outbreaks say less, shape (n, n_weeks); `powers` are counts^(2/3).

    A week whose standardised Anscombe residual s lies above the threshold gets s^-2 of the weight of the
    others; the weights sum to the number of weeks.
    """
    steady = np.exp(np.log(np.maximum(found.means, NOTHING)) / 6)
    left = np.maximum(1 - found.leverages, ALMOST_ALL)
    residual = 1.5 * (powers / steady - steady * steady * steady) / np.sqrt(phi[:, None] * left)
    kept = np.where(residual > above, residual, 1.0)
    kept = 1 / (kept * kept)
    weights: FloatArray = kept * (counts.shape[1] / kept.sum(axis=1, keepdims=True))
    return weights
