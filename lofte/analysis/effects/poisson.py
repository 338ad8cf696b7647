"""A Poisson regression with an effect for every area and every period, solved by Newton's steps."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lofte.analysis.errors import DoesNotSettle

FloatArray = npt.NDArray[np.float64]
_STEPS = 60
_SETTLED = 1e-10  # of the score, beside the number of incidents


@dataclass(frozen=True)
class Fitted:
    """What came out, and what its spread is made of."""

    effects: FloatArray  # (n_regressors,), logarithms of rate ratios
    expected: FloatArray  # (n_areas, n_periods)
    information: (
        FloatArray  # of periods and regressors, areas taken out: (n_periods - 1 + n_regressors) squared
    )
    scores: FloatArray  # (n_areas, n_periods - 1 + n_regressors), one row for each cluster

    @property
    def n_effects(self) -> int:
        return len(self.effects)

    def model_based(self) -> FloatArray:
        """Covariance of the effects if counts vary as Poisson numbers do."""
        whole = np.linalg.inv(self.information).astype(np.float64)
        return whole[-self.n_effects :, -self.n_effects :]

    def by_cluster(self) -> FloatArray:
        """Covariance of the effects when the weeks of an area hang together and vary as they like."""
        bread = np.linalg.inv(self.information)
        n_areas = len(self.scores)
        meat = self.scores.T @ self.scores * n_areas / (n_areas - 1)
        whole: FloatArray = bread @ meat @ bread
        return whole[-self.n_effects :, -self.n_effects :]

    def dispersion(self, counts: FloatArray) -> float:
        """Pearson's chi-square per degree of freedom: 1 where counts vary by chance alone."""
        n_areas, n_periods = counts.shape
        free = counts.size - n_areas - (n_periods - 1) - self.n_effects
        return (
            float(((counts - self.expected) ** 2 / self.expected).sum() / free) if free > 0 else float("nan")
        )


def fit(counts: FloatArray, exposure: FloatArray, regressors: FloatArray) -> Fitted:
    """Return the fit of log mean = area + period + regressors @ effects + log exposure.

    Parameters
    ----------
    counts, exposure : float array, shape (n_areas, n_periods)
        Every area and every period has an incident; exposure is above 0.
    regressors : float array, shape (n_regressors, n_areas, n_periods)
        None of them a sum of area and period effects.

    Returns
    -------
    Fitted

    Raises
    ------
    DoesNotSettle
        If an effect runs off to infinity or two regressors say the same.

    Notes
    -----
    The areas' effects are taken out of Newton's system (their block is diagonal), so a step costs
    n_areas * (n_periods + n_regressors)^2.

    References
    ----------
    McCullagh & Nelder 1989, Generalized linear models, ch. 6.
    """
    n_periods, n_effects = counts.shape[1], len(regressors)
    had = counts.sum(axis=1)
    rest = np.zeros(n_periods - 1 + n_effects)
    for _ in range(_STEPS):
        # Areas follow exactly: what an area had is what it is expected to have had.
        shape = exposure * np.exp(_sum_of(rest, regressors))
        mean = shape * (had / shape.sum(axis=1))[:, None]
        if not np.isfinite(mean).all() or np.abs(rest[n_periods - 1 :]).max(initial=0) > 25:
            break
        left = counts - mean
        scores = np.concatenate([left[:, 1:], (regressors * left).sum(axis=2).T], axis=1)
        information = _information(mean, regressors, had)
        score = scores.sum(axis=0)
        if np.abs(score).max() <= _SETTLED * had.sum():
            return Fitted(rest[n_periods - 1 :], mean, information, scores)
        try:
            step = np.linalg.solve(information, score)
        except np.linalg.LinAlgError:
            break
        rest = rest + step * min(1.0, 4.0 / max(np.abs(step).max(), 1e-300))
    raise DoesNotSettle("counts", "leave an effect that runs off to infinity, or two that say the same")


def _sum_of(rest: FloatArray, regressors: FloatArray) -> FloatArray:
    n_periods = regressors.shape[2]
    of_periods = np.concatenate([[0.0], rest[: n_periods - 1]])
    total: FloatArray = of_periods[None, :] + np.einsum("k,kat->at", rest[n_periods - 1 :], regressors)
    return total


def _information(mean: FloatArray, regressors: FloatArray, had: FloatArray) -> FloatArray:
    """Of periods and regressors, with the areas taken out: their block is diagonal."""
    weighed = regressors * mean
    n_periods = mean.shape[1] - 1
    made = np.empty((n_periods + len(regressors),) * 2)
    made[:n_periods, :n_periods] = np.diag(mean.sum(axis=0)[1:])
    made[n_periods:, :n_periods] = weighed.sum(axis=1)[:, 1:]
    made[:n_periods, n_periods:] = made[n_periods:, :n_periods].T
    # Not a matrix product: its threads cost more than they bring on arrays as small as these.
    made[n_periods:, n_periods:] = np.einsum("kat,lat->kl", weighed, regressors)
    cross = np.concatenate([mean[:, 1:], weighed.sum(axis=2).T], axis=1)
    made -= (cross / had[:, None]).T @ cross
    return made
