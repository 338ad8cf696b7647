"""Alarms: a week's round over all series, beside generalised linear models fitted one by one."""

from collections.abc import Iterator
from datetime import date
from types import ModuleType

import numpy as np

from lofte.analysis import Reading, SourceClass, farrington, farrington_flexible
from lofte.analysis.alarms.baseline import baseline
from lofte.analysis.checking import FloatArray, IntArray
from lofte.site.bench.analysis.measuring import Took, exponent, faster, peer, took, version
from lofte.site.bench.rows import Goal, Row, compared

WEEK = date(2026, 11, 16)
YEARS = 4
N_SERIES = 290 * 40  # municipalities by categories
AS_QUICK = 10.0  # microseconds a series: what a compiled prototype needed
SCALE = 100  # weeks to a unit of the trend, so that the peer's solver is well set
ALPHA = 0.05


def rows(*, full: bool) -> Iterator[Row]:
    rng = np.random.default_rng(7)
    counts = rng.poisson(1 + rng.gamma(1.0, 3.0, (N_SERIES, 1)), (N_SERIES, 52 * (YEARS + 1)))
    ours = took(lambda: _round(counts), rounds=5)
    yield from _beside_statsmodels(counts, ours, 1000 if full else 60)
    quarter = took(lambda: _round(counts[: N_SERIES // 4]))
    flexible = took(lambda: farrington_flexible(counts, week=WEEK, source=SourceClass.REPORTED, years=YEARS))
    yield _of_a_series("alarm round, Farrington", ours, exponent([1, 4], [quarter.cpu, ours.cpu]), 2.0)
    yield _of_a_series("alarm round, Farrington Flexible", flexible, 1.0, 10.0)


def _round(counts: IntArray) -> FloatArray:
    return farrington(
        counts,
        week=WEEK,
        source=SourceClass.REPORTED,
        alpha=ALPHA,
        years=YEARS,
        reading=Reading.SURVEILLANCE,
    ).expected


def _of_a_series(name: str, ours: Took, grows: float, times: float) -> Row:
    return compared(
        name,
        size=f"{N_SERIES} series, {YEARS} years",
        ours=ours.cpu * 1000 / N_SERIES,
        theirs=AS_QUICK,
        unit="us a series, CPU",
        goal=Goal("<=", times),
        are_equal=True,
        note=f"against a compiled prototype; {ours.wall:.0f} ms in all; grows with n^{grows:.2f}",
    )


def _beside_statsmodels(counts: IntArray, ours: Took, n: int) -> Iterator[Row]:
    """Two fits a series, of up to four: the plain one and the weighed one, with a trend."""
    models = peer("statsmodels.api")
    if models is None:
        return
    base = baseline(WEEK, years=YEARS, half_window=3, n_periods=1, left_out=0)
    history = counts[:n, counts.shape[1] - 1 + base.weeks].astype(np.float64)
    away = base.weeks / SCALE
    theirs = took(lambda: _one_by_one(models, history, away), rounds=1, warm=False)
    found = farrington(
        counts[:n], week=WEEK, source=SourceClass.REPORTED, years=YEARS, reading=Reading.SURVEILLANCE
    )
    kept = found.trend  # the others were fitted without
    equal = bool(np.allclose(theirs.result[kept], found.expected[kept], rtol=1e-4)) and bool(kept.any())
    share = N_SERIES / n
    yield faster(
        "alarm round",
        has_loops=False,
        size=f"{N_SERIES} series, {YEARS} years",
        ours=ours,
        theirs=Took(theirs.wall * share, theirs.cpu * share, None),
        times=150,
        are_equal=equal,
        note=f"{version('statsmodels')}, GLM Poisson, one thread, two fits of {n} series, times {share:.4g}; "
        "ours makes up to four",
    )


def _one_by_one(models: ModuleType, history: FloatArray, away: FloatArray) -> FloatArray:
    """Fit, weigh past outbreaks down, fit again; the expected count of this week."""
    columns = np.column_stack([np.ones(len(away)), away])
    family = models.families.Poisson()
    expected = []
    for y in history:
        first = models.GLM(y, columns, family=family).fit()
        phi = max(first.pearson_chi2 / first.df_resid, 1.0)
        mean = first.fittedvalues
        left = 1 - first.get_hat_matrix_diag()
        residual = 1.5 * (y ** (2 / 3) / mean ** (1 / 6) - mean**0.5) / np.sqrt(phi * left)
        weights = np.where(residual > 1, residual, 1.0) ** -2.0
        weights *= len(y) / weights.sum()
        second = models.GLM(y, columns, family=family, var_weights=weights).fit()
        expected.append(float(np.exp(second.params[0])))
    return np.array(expected)
