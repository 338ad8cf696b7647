"""Pace: what is still to come of a number, from what is done and how earlier years went."""

from dataclasses import dataclass

import numpy as np

from lofte.analysis import checking, seasons, unevenness
from lofte.analysis.errors import Empty, OutOfRange, WrongShape
from lofte.analysis.seasons import Season
from lofte.analysis.spreads import FloatArray, Spread, negative_binomial

USUAL_CHANGE = 0.2  # how much a level differs from year to year, as a share of it
CHANGE_WEIGHT = 2.0  # the years that guess is worth
LEAST_CHANGE = 0.05  # no two years are more alike than that
UNKNOWN = 0.5  # the level's shape when there are no earlier years (Jeffreys)
SLIGHT = 1e-9


@dataclass(frozen=True)
class Weeks:
    """The weeks of a window, the same for all cases."""

    when: FloatArray  # the middle of each week, as a year with decimals: 2021.27
    inside: FloatArray  # the part of the week that is owed (in the window, not free), times the areas then
    seen: FloatArray  # the part of that whose work can stand in the log at the cut, 0 to 1


@dataclass(frozen=True)
class Earlier:
    """Whole earlier years: `counts` (n_cases, n_years, n_weeks) and `when` (n_years * n_weeks,)."""

    counts: FloatArray
    when: FloatArray


@dataclass(frozen=True)
class Course:
    """What is known at a cut, one row for each case."""

    done: FloatArray
    dispersion: FloatArray  # variance over mean of a week
    shape: FloatArray  # the level, things per ordinary week, is gamma-distributed
    rate: FloatArray
    weights: FloatArray  # how busy each week of the window is, its part inside included
    waves: FloatArray  # (n_weeks, n_waves): how each wave of the season moves that
    season: Season
    seen: FloatArray

    @property
    def level(self) -> FloatArray:
        """Return things per ordinary week."""
        return self.shape / self.rate

    def expected_share(self) -> FloatArray:
        """Return the part of the window's work that the season has put before the cut."""
        whole = self.weights.sum(axis=1)
        if (whole <= 0).any():
            raise Empty("weeks", "owe nothing: of nothing there is no share")
        found: FloatArray = (self.weights @ self.seen) / whole
        return found

    def to_come(self) -> tuple[FloatArray, FloatArray]:
        """Return mean and variance of what comes after the cut, shape (n_cases,)."""
        mean, variance = self.to_come_after(self.seen[None, :])
        return mean[:, 0], variance[:, 0]

    def to_come_after(self, seen: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return mean and variance of what comes after later cuts, were the pace to hold until then.

        `seen` has shape (n_cuts, n_weeks); the answers have shape (n_cases, n_cuts).
        """
        past, left = self.weights @ seen.T, self.weights @ (1 - seen).T
        learnt = (past - (self.weights @ self.seen)[:, None]) / self.dispersion[:, None]
        rate = self.rate[:, None] + learnt
        shape = self.shape[:, None] + self.level[:, None] * learnt
        mean = self.level[:, None] * left
        believed = past / self.dispersion[:, None] / rate  # of the level, what this window itself has said
        leaning = _over((1 - seen) @ self.waves, left) - believed[:, :, None] * _over(seen @ self.waves, past)
        season = mean**2 * np.einsum("ijk,ik->ij", leaning**2, self.season.variances)
        return mean, self.dispersion[:, None] * mean + left**2 * shape / rate**2 + season

    def total(self) -> Spread:
        """Return the spread of the final number: what is done, and what comes as negative binomial."""
        mean, variance = self.to_come()
        coming = negative_binomial(mean, np.maximum(variance, mean))
        return Spread(coming.first + np.rint(self.done).astype(np.int64), coming.chances)


def _over(waves: FloatArray, weights: FloatArray) -> FloatArray:
    """Return how each wave moves a sum of weights, as a share of it; a sum of nothing is not moved."""
    wanted = np.broadcast_to((weights > SLIGHT)[:, :, None], (*weights.shape, waves.shape[1]))
    found: FloatArray = np.divide(waves[None], weights[:, :, None], out=np.zeros(wanted.shape), where=wanted)
    return found


def course(counts: FloatArray, weeks: Weeks, earlier: Earlier) -> Course:
    """Return what is known of numbers at a cut: level, season and unevenness.

    Parameters
    ----------
    counts : float array, shape (n_cases, n_weeks)
        Things done in each week of the window; 0 in weeks that are not seen yet.
    weeks : Weeks
        The same weeks: when they are, what part is owed, what part is seen at the cut.
    earlier : Earlier
        Whole earlier years of the same things; ``n_years`` can be 0.

    Returns
    -------
    Course
        Its ``total()`` is the spread of the final number.

    Raises
    ------
    WrongShape, OutOfRange, NotFinite, WrongKind
        If the arrays do not hold the same number of cases or weeks, a count is negative or missing, or a part
        of a week lies outside 0 to 1.

    Notes
    -----
    The level has a gamma prior: its mean is that of the earlier years, its spread what the years (this one
    too) differ. Counts divided by the dispersion are taken as Poisson; so the level stays gamma, and what is
    to come is negative binomial: exactly so when the dispersion is 1 and the season known. Else its mean and
    variance are exact for the model (dispersion, level and season each add theirs) and its form is taken.
    Weeks that owe nothing (agreed to be free) tell nothing, in the earlier years either.

    References
    ----------
    docs/methods/forecast.md; Gelman et al., Bayesian Data Analysis, 3rd ed., section 2.6.

    Examples
    --------
    Half of a year without earlier years, ten a week: what comes is as uncertain as an unknown season.

    >>> when = 2021 + np.arange(52) / 52
    >>> seen = (np.arange(52) < 26) * 1.0
    >>> known = course(10 * seen[None, :], Weeks(when, np.ones(52), seen), no_earlier(1))
    >>> mean, variance = known.to_come()
    >>> round(float(mean[0])), bool(variance[0] > 2 * mean[0])
    (260, True)
    """
    _demand_same_shape(counts, weeks, earlier)
    earlier = _owed_as_now(earlier, weeks)
    basis = seasons.basis(weeks.when)
    season, past_weights = _season(earlier, np.ones(earlier.counts.shape))
    weights = season.weights(basis) * weeks.inside
    whole = (weeks.seen == 1) & (weeks.inside > 0)
    dispersion = unevenness.dispersion(earlier.counts, past_weights, counts[:, whole], weights[:, whole])
    if earlier.counts.shape[1]:  # waves make the season less certain too
        season = seasons.fitted(earlier.counts, earlier.when, dispersion)
        weights = season.weights(basis) * weeks.inside
    done = counts.sum(axis=1)
    shape, rate = _level(done, weights @ weeks.seen, dispersion, earlier.counts)
    return Course(done, dispersion, shape, rate, weights, basis * weeks.inside[:, None], season, weeks.seen)


def no_earlier(n_cases: int) -> Earlier:
    """Return that there are no earlier years."""
    return Earlier(np.zeros((n_cases, 0, 52)), np.zeros(0))


def _demand_same_shape(counts: FloatArray, weeks: Weeks, earlier: Earlier) -> None:
    checking.floats("counts", counts, ndim=2, least=0)
    checking.floats("earlier", earlier.counts, ndim=3, least=0)
    checking.floats("earlier.when", earlier.when, least=0)
    for name, array in vars(weeks).items():
        checking.floats(f"weeks.{name}", array, least=0)
    n_cases, n_weeks = counts.shape
    if not weeks.when.shape == weeks.inside.shape == weeks.seen.shape == (n_weeks,):
        raise WrongShape("weeks", "and the counts are not of the same weeks")
    if earlier.counts.shape[0] != n_cases or earlier.counts[0].size != earlier.when.size:
        raise WrongShape("earlier", "years are not of the same cases or weeks")
    _demand_counts(counts, weeks, earlier)


def _demand_counts(counts: FloatArray, weeks: Weeks, earlier: Earlier) -> None:
    if (counts < 0).any() or (earlier.counts < 0).any():
        raise OutOfRange("counts", "or those of earlier years hold a count that is negative")
    if (weeks.inside < 0).any():
        raise OutOfRange("weeks.inside", "holds a part of a week below 0")
    if (weeks.seen < 0).any() or (weeks.seen > 1).any():
        raise OutOfRange("weeks.seen", "holds a part of a week that does not lie between 0 and 1")


def _owed_as_now(earlier: Earlier, weeks: Weeks) -> Earlier:
    """Return the earlier years with the mean of their other weeks in those that owe nothing this year."""
    n_weeks = earlier.counts.shape[2]
    is_owed = weeks.inside[:n_weeks] > 0
    if not earlier.counts.size or len(is_owed) < n_weeks or is_owed.all() or not is_owed.any():
        return earlier
    usual = earlier.counts[:, :, is_owed].mean(axis=2, keepdims=True)
    return Earlier(np.where(is_owed, earlier.counts, usual), earlier.when)


def _season(earlier: Earlier, even: FloatArray) -> tuple[Season, FloatArray]:
    n_cases = len(earlier.counts)
    nothing = np.zeros((n_cases, 0))
    dispersion = unevenness.dispersion(earlier.counts, even, nothing, nothing)
    found = seasons.fitted(earlier.counts, earlier.when, dispersion)
    return found, found.weights(seasons.basis(earlier.when)).reshape(earlier.counts.shape)


def _level(
    done: FloatArray, seen: FloatArray, dispersion: FloatArray, earlier: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return shape and rate of the level's gamma distribution."""
    n_years = earlier.shape[1]
    if not n_years or not earlier.any():
        return UNKNOWN + done / dispersion, seen / dispersion + SLIGHT
    years = earlier.mean(axis=2)
    usual = np.maximum(years.mean(axis=1), SLIGHT)
    now = np.divide(done, seen * usual, out=np.ones(len(done)), where=seen > SLIGHT)
    changes = ((years / usual[:, None] - 1) ** 2).sum(axis=1) + (now - 1) ** 2
    change = (CHANGE_WEIGHT * USUAL_CHANGE**2 + changes) / (CHANGE_WEIGHT + n_years)
    prior = 1 / (np.maximum(change, LEAST_CHANGE**2) * (1 + 1 / n_years))
    return prior + done / dispersion, prior / usual + seen / dispersion
