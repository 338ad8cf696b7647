"""One treated area beside a blend of untreated ones that went the same way before the work."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy

from lofte.analysis import checking
from lofte.analysis.errors import Empty, OutOfRange, WrongShape
from lofte.analysis.sources import Sources, all_reported

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class SyntheticControl:
    """What the treated area would have been like, and how often chance looks as strong."""

    weights: FloatArray  # (n_controls,), 0 or more, sum 1
    synthetic: FloatArray  # (n_periods,)
    gap: FloatArray  # treated minus synthetic
    effect: float  # mean gap after the work began
    error_before: float  # root mean square gap before: how like they were
    error_ratio: float  # root mean square gap after, against before
    p: float  # share of areas, the treated among them, whose ratio is as great
    n_placebos: int


def synthetic_control(
    treated: npt.ArrayLike,
    controls: npt.ArrayLike,
    begins: int,
    *,
    source: Sources,
    traits: npt.ArrayLike | None = None,
    treated_traits: npt.ArrayLike | None = None,
    trait_weights: npt.ArrayLike | None = None,
) -> SyntheticControl:
    """Return the blend of controls that lay nearest to the treated area before the work, and the gap.

    Parameters
    ----------
    treated : float array, shape (n_periods,)
        Incidents, best per resident, of the area where the work was done.
    controls : float array, shape (n_controls, n_periods)
        The same of areas where nothing was done.
    begins : int
        The first period with work, 2 to n_periods - 1.
    source : SourceClass
        Must be reported by the public.
    traits, treated_traits : float arrays, shapes (n_controls, n_traits) and (n_traits,), optional
        What else the blend must be like: share of tenants, of young people. On the scale of the incidents, or
        weighed by ``trait_weights``.
    trait_weights : float array, shape (n_traits,), optional
        What one unit of likeness in each trait is worth against one period's incidents; 1 where not given.

    Returns
    -------
    SyntheticControl

    Raises
    ------
    AnalysisError
        If there are fewer than two controls or periods before.

    Notes
    -----
    The weights are exact: the nearest point of a polytope, as one non-negative least squares problem. Each
    control is put in the treated area's place in turn (without the treated among its controls), which gives
    the p-value: with 19 controls it cannot be below 0.05. A blend that is unlike before the work says nothing
    after it: look at ``error_before``.

    References
    ----------
    Abadie, Diamond & Hainmueller 2010, JASA 105:493; Abadie 2021, J Econ Lit 59:391. docs/methods/effect.md

    Examples
    --------
    >>> import numpy as np
    >>> from lofte.analysis import SourceClass, synthetic_control
    >>> blend = np.array([[10.0, 12, 14, 16, 18], [20, 18, 22, 20, 24], [40, 42, 41, 43, 44]])
    >>> found = synthetic_control([15, 15, 18, 12, 14], blend, 3, source=SourceClass.REPORTED)
    >>> found.weights.round(2), round(found.effect, 2)
    (array([0.5, 0.5, 0. ]), -6.5)
    """
    own = checking.floats("treated", treated, least=3)
    others = checking.floats("controls", controls, ndim=2)
    if len(others) < 2:
        raise Empty("controls", "holds one area, and a blend needs two at least")
    if others.shape[1] != len(own):
        raise WrongShape("controls", f"has {others.shape[1]} periods, and treated has {len(own)}")
    start = checking.one_whole("begins", begins, low=2, high=len(own) - 1)
    all_reported(source)
    wanted, offered = _traits(len(others), traits, treated_traits, trait_weights)
    everyone = np.concatenate([own[None], others])
    like = np.concatenate([everyone[:, :start], np.concatenate([wanted[None], offered])], axis=1)
    weights = _nearest(like[0], like[1:])
    gap = own - weights @ others
    ratios = np.array([_ratio(gap, start), *_placebos(everyone, like, start)])
    return SyntheticControl(
        weights=_fixed(weights),
        synthetic=_fixed(weights @ others),
        gap=_fixed(gap),
        effect=float(gap[start:].mean()),
        error_before=_size(gap[:start]),
        error_ratio=float(ratios[0]),
        p=float((ratios >= ratios[0] * (1 - 1e-12)).mean()),
        n_placebos=len(ratios) - 1,
    )


def _traits(
    n_controls: int,
    traits: npt.ArrayLike | None,
    treated_traits: npt.ArrayLike | None,
    trait_weights: npt.ArrayLike | None,
) -> tuple[FloatArray, FloatArray]:
    if traits is None and treated_traits is None:
        return np.empty(0), np.empty((n_controls, 0))
    if traits is None or treated_traits is None:
        raise WrongShape("traits", "must be given for the controls and for the treated area, or for none")
    offered = checking.floats("traits", traits, ndim=2)
    wanted = checking.floats("treated_traits", treated_traits)
    if offered.shape != (n_controls, len(wanted)):
        raise WrongShape("traits", f"is {offered.shape}, and {(n_controls, len(wanted))} is meant")
    worth = np.ones(len(wanted)) if trait_weights is None else checking.floats("trait_weights", trait_weights)
    if worth.shape != wanted.shape:
        raise WrongShape("trait_weights", f"has {len(worth)}, and there are {len(wanted)} traits")
    if (worth < 0).any():
        raise OutOfRange("trait_weights", "holds a number below 0")
    return wanted * np.sqrt(worth), offered * np.sqrt(worth)


def _nearest(wanted: FloatArray, offered: FloatArray) -> FloatArray:
    """Weights, 0 or more with sum 1, whose blend lies nearest to what is wanted.

    With C = offered - wanted, |C'w| is to be least on the simplex. For u >= 0, u = s w, the least over s of
    |C'u|^2 + (sum u - 1)^2 is q / (1 + q) with q = |C'w|^2. That rises with q: the least u has the w.
    """
    scale = np.abs(offered - wanted).max() or 1.0
    system = np.vstack([((offered - wanted) / scale).T, np.ones(len(offered))])
    found, _ = scipy.optimize.nnls(system, np.append(np.zeros(len(wanted)), 1.0), maxiter=100 * len(offered))
    weights: FloatArray = found / found.sum()
    return weights


def _placebos(everyone: FloatArray, like: FloatArray, start: int) -> list[float]:
    ratios = []
    for k in range(1, len(everyone)):
        pool = [j for j in range(1, len(everyone)) if j != k]
        weights = _nearest(like[k], like[pool])
        ratios.append(_ratio(everyone[k] - weights @ everyone[pool], start))
    return ratios


def _ratio(gap: FloatArray, start: int) -> float:
    before, after = _size(gap[:start]), _size(gap[start:])
    # A blend that is exact before the work makes any gap infinitely great, and no gap none.
    return after / before if before > 1e-12 * max(1.0, after) else (np.inf if after > 1e-12 else 0.0)


def _size(gap: FloatArray) -> float:
    return float(np.sqrt((gap**2).mean()))


def _fixed(array: FloatArray) -> FloatArray:
    array.flags.writeable = False
    return array
