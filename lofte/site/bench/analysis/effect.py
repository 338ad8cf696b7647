"""Effects: our fits beside those of the libraries that others would pick, at equal answers."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from lofte.analysis import SourceClass, synthetic_control
from lofte.analysis.effects.poisson import fit
from lofte.site.bench.analysis.measuring import exponent, faster, in_turn, peer, took, version
from lofte.site.bench.rows import Row


def rows(*, full: bool) -> Iterator[Row]:
    yield from _differences(n_areas=120 if full else 40, n_periods=24)
    yield from _synthetic(n_controls=60 if full else 20, n_periods=48)


def _differences(*, n_areas: int, n_periods: int) -> Iterator[Row]:
    models = peer("statsmodels.api")
    if models is None:
        return
    counts, treated = _counts(n_areas, n_periods)
    design = _design(treated, n_periods)

    def ours() -> float:
        return float(_fit_of(counts, treated).effects[0])

    def theirs() -> float:
        found = models.GLM(counts.ravel(), design, family=models.families.Poisson()).fit()
        return float(found.params[-1])

    a, b = in_turn(ours, theirs)
    sizes = [n_areas // 4, n_areas // 2, n_areas]
    times = [took(partial(_fit_of, counts[:n], treated[:n])).wall for n in sizes]
    yield faster(
        "Poisson difference in differences, one fit",
        has_loops=False,
        size=f"{n_areas} areas, {n_periods} periods",
        ours=a,
        theirs=b,
        times=10,
        are_equal=bool(abs(a.result - b.result) < 1e-8),
        note=f"{version('statsmodels')} GLM with dummies; grows with areas^{exponent(sizes, times):.2f}",
    )


def _fit_of(counts: Any, treated: Any) -> Any:
    return fit(counts, np.ones(counts.shape), treated[None])


def _synthetic(*, n_controls: int, n_periods: int) -> Iterator[Row]:
    pysyncon = peer("pysyncon")
    if pysyncon is None:
        return
    rng = np.random.default_rng(5)
    controls = np.cumsum(rng.normal(0, 1, (n_controls, n_periods)), axis=1) + 40
    treated = controls[:4].mean(axis=0) + rng.normal(0, 0.3, n_periods)
    begins = n_periods * 3 // 4

    def ours() -> Any:
        return synthetic_control(treated, controls, begins, source=SourceClass.REPORTED)

    def theirs() -> Any:
        # The solver for weights alone, on the same periods; their placebo tests take minutes.
        synth = pysyncon.Synth()
        return synth.w_optimize(np.eye(begins), controls[:, :begins].T, treated[:begins])

    a, b = in_turn(ours, theirs, rounds=2)
    weights = b.result[0] if isinstance(b.result, tuple) else b.result
    own, other = (_distance(w, treated, controls, begins) for w in (a.result.weights, np.asarray(weights)))
    yield faster(
        "synthetic control, with a placebo test of each control, against one fit of theirs",
        has_loops=False,
        size=f"{n_controls} controls, {begins} periods before",
        ours=a,
        theirs=b,
        times=1,
        are_equal=own <= other * (1 + 1e-6) and other <= own * 1.01,
        note=f"{version('pysyncon')}, scipy's SLSQP; squared distance before {own:.6g}, theirs {other:.6g}",
    )


def _distance(weights: Any, treated: Any, controls: Any, begins: int) -> float:
    return float(((treated[:begins] - weights @ controls[:, :begins]) ** 2).sum())


def _counts(n_areas: int, n_periods: int) -> tuple[Any, Any]:
    rng = np.random.default_rng(3)
    mean = rng.gamma(3, 3, n_areas)[:, None] * np.exp(rng.normal(0, 0.2, n_periods))[None, :]
    treated = np.zeros((n_areas, n_periods))
    treated[::5, n_periods // 2 :] = 1
    return rng.poisson(mean * np.where(treated > 0, 0.7, 1.0)).astype(float) + 0.0, treated


def _design(treated: Any, n_periods: int) -> Any:
    n_areas = len(treated)
    areas = np.repeat(np.eye(n_areas), n_periods, axis=0)
    periods = np.tile(np.eye(n_periods)[:, 1:], (n_areas, 1))
    return np.column_stack([areas, periods, treated.ravel()])
