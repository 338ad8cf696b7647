"""Surveys by printed examples: weights of Kalton and Flores-Cervantes, errors of R's survey package."""

from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lofte.analysis import (
    Margin,
    Survey,
    calibrate,
    design_effect,
    effective_n,
    errors,
    rake,
    survey,
    survey_mean,
    survey_share,
    survey_total,
    trim,
)
from lofte.analysis.shares import wilson

# Kalton & Flores-Cervantes (2003), J. Official Statistics 19:81-97: two groupings, a sample, its population.
SAMPLE = np.array([[20, 50, 100, 30], [40, 140, 50, 100], [40, 310, 50, 70]]).T
PEOPLE = np.array([[80, 60, 170, 55], [40, 150, 60, 165], [55, 340, 200, 125]]).T
ROWS, COLUMNS = (np.repeat(which.ravel(), SAMPLE.ravel()) for which in np.indices(SAMPLE.shape))
ALIKE = survey(np.ones(1000))
BY_BOTH = np.concatenate((np.eye(4)[ROWS], np.eye(3)[COLUMNS]), axis=1)
TOTALS = np.concatenate((PEOPLE.sum(axis=1), PEOPLE.sum(axis=0)))
MARGINS = [Margin("a", ROWS, PEOPLE.sum(axis=1)), Margin("b", COLUMNS, PEOPLE.sum(axis=0))]


def _factors(weighed: Survey) -> Any:
    cells = np.zeros((4, 3))
    cells[ROWS, COLUMNS] = weighed.factors
    return np.round(cells, 2).tolist()


def test_raking_gives_the_weights_of_kalton_and_flores_cervantes() -> None:
    printed = [[1.81, 1.45, 2.02], [1.08, 0.87, 1.21], [2.20, 1.76, 2.45], [1.83, 1.47, 2.04]]  # table B

    raked = rake(ALIKE, MARGINS)
    by_newton = calibrate(ALIKE, BY_BOTH, TOTALS, method="raking")

    assert _factors(raked) == _factors(by_newton) == printed
    assert raked.weights == pytest.approx(by_newton.weights, rel=1e-8)


@pytest.mark.parametrize(
    ("method", "bounds", "printed"),
    [  # tables C and G, as tests/kalton.Rout.save of R's survey 4.5 prints them
        ("linear", None, [[1.82, 1.50, 1.97], [1.09, 0.78, 1.24], [2.19, 1.88, 2.34], [1.83, 1.52, 1.98]]),
        (
            "logit",
            (0.5, 2.2),
            [[1.87, 1.46, 1.98], [1.08, 0.74, 1.27], [2.17, 2.09, 2.18], [1.89, 1.49, 1.99]],
        ),
        (
            "truncated",
            (0.5, 2.2),
            [[1.81, 1.48, 1.99], [1.08, 0.75, 1.26], [2.20, 2.00, 2.20], [1.83, 1.50, 2.00]],
        ),
    ],
)
def test_calibration_gives_the_weights_of_kalton_and_flores_cervantes(
    method: Literal["linear", "logit", "truncated"],
    bounds: tuple[float, float] | None,
    printed: list[list[float]],
) -> None:
    weighed = calibrate(ALIKE, BY_BOTH, TOTALS, method=method, bounds=bounds)

    assert _factors(weighed) == printed
    assert BY_BOTH.T @ weighed.weights == pytest.approx(TOTALS)


def test_calibration_on_numbers_gives_the_weights_of_kalton_and_flores_cervantes() -> None:
    printed = [[1.21, 1.17, 1.14], [1.43, 1.40, 1.36], [1.66, 1.62, 1.59], [1.88, 1.85, 1.81]]  # table D
    a, b = np.arange(1, 5), np.arange(1, 4)
    known = [PEOPLE.sum(), PEOPLE.sum(axis=1) @ a, PEOPLE.sum(axis=0) @ b]

    weighed = calibrate(ALIKE, np.stack((np.ones(1000), a[ROWS], b[COLUMNS]), axis=1), known)

    assert _factors(weighed) == printed


def _schools() -> tuple[dict[str, Any], Survey]:
    path = Path(__file__).parents[1] / "reference" / "california" / "districts.csv"
    names = path.read_text().splitlines()[0].split(",")
    rows = np.loadtxt(path, delimiter=",", skiprows=1)
    n = rows[:, names.index("n_schools")].astype(int)
    of = {name: np.repeat(rows[:, k], n) for k, name in enumerate(names)}
    of["score"], of["pupils"] = of["sum_of_scores"] / np.repeat(n, n), of["sum_of_pupils"] / np.repeat(n, n)
    weights, drawn_of = np.full(183, 6194 / 183), np.full(183, 757)
    return of, survey(weights, clusters=of["district"], population=drawn_of)


# R's survey package: tests/reference/california/README.md says where each is printed.
@pytest.mark.parametrize(
    ("variance", "is_raked", "of_mean", "of_total", "of_share"),
    [
        ("linearised", False, 23.5422, 932_235.03, 0.0463),
        ("jackknife", False, 26.3294, 932_235.03, 0.0514),
        ("linearised", True, 23.704, 400_603, 0),
        ("jackknife", True, 26.874, 463_582, 0),
    ],
)
def test_standard_errors_are_those_that_rs_survey_prints(
    variance: Literal["linearised", "jackknife"],
    is_raked: bool,
    of_mean: float,
    of_total: float,
    of_share: float,
) -> None:
    of, schools = _schools()
    if is_raked:
        sorts = Margin("sort", of["sort"], [4421, 755, 1018])
        schools = rake(schools, [sorts, Margin("target", of["met_target"], [1072, 5122])])

    mean = survey_mean(schools, of["score"], variance=variance)
    total = survey_total(schools, of["pupils"], variance=variance)
    share = survey_share(schools, of["sort"] == 0, variance=variance)

    assert mean.mean == pytest.approx(641.23 if is_raked else 644.169399, abs=5e-3 if is_raked else 5e-7)
    # The printed weights of the sample are 33.847, not 6194/183 = 33.8470 in full: six digits are left.
    assert total.total == pytest.approx(3_647_280 if is_raked else 3_404_940.13, rel=2e-7)
    assert mean.standard_error == pytest.approx(of_mean, rel=2e-5)
    assert total.standard_error == pytest.approx(of_total, rel=2e-6)
    assert share.standard_error == pytest.approx(of_share, abs=5e-5)
    assert (share.n, share.freedom) == (183, 14)


def test_a_mean_of_unequal_chances_is_that_of_rs_survey() -> None:
    # Sales of ten firms drawn by their size: tests/deff.Rout.save of R's survey 4.5
    sales = [15, 143, 21, 51, 337, 50, 274, 145, 15, 86]
    firms = survey([20, 200, 11, 25, 550, 30, 250, 100, 10, 55])

    mean, total = survey_mean(firms, sales), survey_total(firms, sales)

    assert (mean.mean, mean.standard_error) == pytest.approx((243.914, 48.752), abs=5e-4)
    assert mean.design_effect == pytest.approx(1.974067, abs=5e-7)
    assert (total.total, total.standard_error) == pytest.approx((305_136, 184_965), abs=0.5)


def test_equal_weights_give_wilsons_interval_and_no_design_effect() -> None:
    # Newcombe 1998, table I: 81 of 263
    plain = wilson(81, 263)
    assert plain is not None

    found = survey_share(survey(np.full(263, 40.0)), np.arange(263) < 81)

    assert (found.low, found.high) == pytest.approx((plain.low, plain.high))
    assert (found.share, found.effective_n) == pytest.approx((81 / 263, 263))


def test_kishs_effective_n_is_n_over_one_plus_the_squared_variation_of_weights() -> None:
    weights = np.array([1.0, 2, 2, 5, 9])

    assert design_effect(weights) == pytest.approx(1 + (weights.std() / weights.mean()) ** 2)
    assert effective_n(weights) == pytest.approx(5 / design_effect(weights))
    assert effective_n([10] + [1] * 9) == pytest.approx(
        3.311927, abs=5e-7
    )  # tests of R's flipTransformations


def test_trimmed_weights_keep_their_sum_and_raking_with_a_ceiling_keeps_the_margins() -> None:
    unequal = survey(np.where(np.arange(1000) % 50 == 0, 12.0, 1.0))

    cut = trim(unequal, most=3)
    raked = rake(unequal, MARGINS, most=3)

    assert cut.weights.sum() == pytest.approx(unequal.weights.sum())
    assert cut.weights.max() == pytest.approx(3 * cut.weights.mean())
    assert raked.weights.max() <= 3 * raked.weights.mean() * (1 + 1e-9)
    assert BY_BOTH.T @ raked.weights == pytest.approx(TOTALS)
    assert raked.design_effect < rake(unequal, MARGINS).design_effect


def test_all_alike_still_have_an_interval() -> None:
    none = survey_share(survey([1.0, 1, 1, 3] * 10), np.zeros(40))

    assert (none.share, none.low) == (0, 0)
    assert none.effective_n == pytest.approx(30)
    assert 0.1 < none.high < 0.15


def test_only_those_who_answered_are_asked_of() -> None:
    answers = np.array([1.0, 0, np.nan, 1, 0, 1])

    found = survey_share(survey([1.0, 1, 1, 1, 1, 2]), answers, among=np.isfinite(answers))

    assert found.share == pytest.approx(4 / 6)
    assert found.n == 5


def test_a_jackknife_by_groups_comes_near_that_of_each() -> None:
    rng = np.random.default_rng(5)
    asked = survey(1 + rng.random(300), strata=np.repeat([0, 1, 2], [200, 97, 3]))
    yes = rng.random(300) < 0.4

    each = survey_share(asked, yes, variance="jackknife")
    groups = [survey_share(asked, yes, variance="jackknife", groups=30, seed=k) for k in range(10)]

    assert each.standard_error == pytest.approx(survey_share(asked, yes).standard_error, rel=0.01)
    mean = np.mean([one.standard_error**2 for one in groups]) ** 0.5
    assert mean == pytest.approx(each.standard_error, rel=0.1)
    assert groups[0].freedom == 29


def test_a_figure_is_told_whole_or_not_at_all() -> None:
    found = survey_share(survey(np.ones(200)), np.arange(200) < 90)

    assert str(found) == "45 % (38–52 %, n 200)"
    with pytest.raises(TypeError, match="interval and n"):
        f"{found:.0%}"
    with pytest.raises(TypeError):
        float(found)  # type: ignore[arg-type]
    with pytest.raises(errors.Empty):
        type(found)(**(vars(found) | {"n": 0}))


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32))
def test_neither_the_order_of_answers_nor_the_names_of_sorts_matter(seed: int) -> None:
    rng = np.random.default_rng(seed)
    mixed, named = rng.permutation(1000), rng.permutation(4)
    yes = (np.arange(1000) % 7 < 3).astype(float)
    people = np.zeros(4)
    people[named] = PEOPLE.sum(axis=1)

    first = survey_share(rake(ALIKE, MARGINS), yes)
    other = survey_share(
        rake(
            ALIKE, [Margin("b", COLUMNS[mixed], PEOPLE.sum(axis=0)), Margin("a", named[ROWS[mixed]], people)]
        ),
        yes[mixed],
    )

    assert (first.share, first.low, first.standard_error) == pytest.approx(
        (other.share, other.low, other.standard_error), rel=1e-8
    )


ONE = np.ones(4)


@pytest.mark.parametrize(
    ("act", "refusal", "argument"),
    [
        (lambda: survey([1, 0, 1]), errors.OutOfRange, "weights"),
        (lambda: survey([1, np.nan]), errors.NotFinite, "weights"),
        (lambda: survey([]), errors.Empty, "weights"),
        (lambda: survey([1]), errors.OutOfRange, "strata"),
        (lambda: survey(ONE, strata=[0, 0, 0, 1]), errors.OutOfRange, "strata"),
        (lambda: survey(ONE, clusters=[0, 0, 0, 0]), errors.OutOfRange, "clusters"),
        (lambda: survey(ONE, clusters=[0, 1]), errors.WrongShape, "clusters"),
        (lambda: survey(ONE, population=[3, 3, 3, 3]), errors.OutOfRange, "population"),
        (lambda: survey(ONE, population=[9, 9, 9, 8]), errors.OutOfRange, "population"),
        (lambda: rake(survey(ONE), []), errors.Empty, "margins"),
        (lambda: rake(survey(ONE), [Margin("age", [0, 1, 1], [5, 5])]), errors.WrongShape, "margins[age]"),
        (lambda: rake(survey(ONE), [Margin("age", [0, 1, 1, 2], [5, 5])]), errors.OutOfRange, "margins[age]"),
        (lambda: rake(survey(ONE), [Margin("age", [0, 0, 0, 0], [5, 5])]), errors.Impossible, "margins[age]"),
        (lambda: rake(survey(ONE), [Margin("age", [0, 0, 0, 1], [5, 0])]), errors.Impossible, "margins[age]"),
        (lambda: rake(survey(ONE), [Margin("a", [0, 0, 0, 1], [5, -1])]), errors.Impossible, "margins[a]"),
        (
            lambda: rake(survey(ONE), [Margin("a", [0, 0, 1, 1], [5, 5]), Margin("b", [0, 0, 1, 1], [5, 6])]),
            errors.Impossible,
            "margins",
        ),
        (
            lambda: rake(survey(ONE), [Margin("a", [0, 0, 1, 1], [5, 5]), Margin("b", [0, 0, 1, 1], [4, 6])]),
            errors.DoesNotSettle,
            "margins",
        ),
        (
            lambda: rake(survey(ONE), [Margin("a", [0, 1, 1, 1], [9, 1])], most=2),
            errors.DoesNotSettle,
            "most",
        ),
        (lambda: trim(survey(ONE), most=1), errors.OutOfRange, "most"),
        (lambda: calibrate(survey(ONE), np.eye(4)[:, :2], [1, 2, 3]), errors.WrongShape, "totals"),
        (lambda: calibrate(survey(ONE), np.ones((4, 2)), [8, 9]), errors.Impossible, "totals"),
        (lambda: calibrate(survey(ONE), np.eye(4)[:, [0, 0]] * 0, [0, 9]), errors.Impossible, "totals"),
        (
            lambda: calibrate(survey(ONE), np.ones((4, 1)), [-3], method="raking"),
            errors.DoesNotSettle,
            "totals",
        ),
        (
            lambda: calibrate(survey(ONE), np.ones((4, 1)), [40], method="logit", bounds=(0.5, 3)),
            errors.DoesNotSettle,
            "totals",
        ),
        (lambda: calibrate(survey(ONE), np.ones((4, 1)), [4], method="logit"), errors.OutOfRange, "bounds"),
        (
            lambda: calibrate(survey(ONE), np.ones((4, 1)), [4], method="truncated", bounds=(2, 3)),
            errors.OutOfRange,
            "bounds",
        ),
        (lambda: survey_share(survey(ONE), [1, 0, 2, 1]), errors.OutOfRange, "answers"),
        (lambda: survey_share(survey(ONE), [1, 0, np.nan, 1]), errors.NotFinite, "answers"),
        (lambda: survey_share(survey(ONE), [1, 0]), errors.WrongShape, "answers"),
        (lambda: survey_share(survey(ONE), ONE, among=ONE), errors.WrongKind, "among"),
        (lambda: survey_share(survey(ONE), ONE, among=ONE < 0), errors.Empty, "among"),
        (lambda: survey_mean(survey(ONE), ONE, confidence=95), errors.OutOfRange, "confidence"),
        (lambda: survey_mean(survey(ONE), ONE, groups=3), errors.OutOfRange, "groups"),
        (lambda: survey_mean(survey(ONE), ONE, variance="jackknife", groups=3), errors.OutOfRange, "seed"),
    ],
)  # fmt: skip
def test_what_cannot_be_weighed_is_refused_by_name(
    act: Any, refusal: type[errors.AnalysisError], argument: str
) -> None:
    with pytest.raises(refusal) as told:
        act()
    assert told.value.argument == argument


def test_a_jackknife_that_loses_a_sort_says_so() -> None:
    raked = rake(survey(ONE), [Margin("age", [0, 1, 1, 1], [5, 5])])

    with pytest.raises(errors.DoesNotSettle, match="jackknife"):
        survey_mean(raked, [1.0, 2, 3, 4], variance="jackknife")
