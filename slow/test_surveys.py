"""Surveys: how often intervals hold what they should, and a linear program as judge of what cannot be met."""

from typing import Any

import numpy as np
import scipy

from lofte.analysis import (
    AnalysisError,
    Margin,
    Survey,
    SurveyShare,
    calibrate,
    rake,
    survey,
    survey_mean,
    survey_share,
)

TIMES = 1500
PEOPLE = 20_000


class Town:
    """People by age, sex and area; the old and those in the centre answer more and say yes more seldom."""

    def __init__(self, seed: int, level: float) -> None:
        rng = np.random.default_rng(seed)
        self.age, self.sex = rng.integers(0, 4, PEOPLE), rng.integers(0, 2, PEOPLE)
        self.area = np.sort(rng.integers(0, 5, PEOPLE))
        odds = np.log(level / (1 - level)) + 0.5 - 0.3 * self.age + 0.25 * self.area - 0.3 * self.sex
        self.yes = rng.random(PEOPLE) < 1 / (1 + np.exp(-odds))
        self.answers = 0.25 + 0.12 * self.age - 0.03 * self.area
        self.house = self.area * 400 + rng.integers(0, 400, PEOPLE)  # ten or so in each

    def asked(self, rng: np.random.Generator, n: int) -> np.ndarray:
        some = rng.choice(PEOPLE, n, replace=False)
        return some[rng.random(n) < self.answers[some]]

    def weighed(self, who: np.ndarray, **drawn: Any) -> Survey:
        sorts = {"age": self.age, "sex": self.sex, "area": self.area}
        margins = [Margin(name, of[who], np.bincount(of)) for name, of in sorts.items()]
        return rake(survey(np.ones(len(who)), **drawn), margins)


def _holds(found: SurveyShare, truth: float) -> bool:
    return found.low <= truth <= found.high


def test_intervals_hold_the_true_share_as_often_as_they_say() -> None:
    told: dict[str, list[float]] = {}
    for level in (0.03, 0.1, 0.4):
        town = Town(1, level)
        truth, of_area = town.yes.mean(), town.yes[town.area == 4].mean()
        held: list[list[bool]] = []
        for seed in range(TIMES):
            who = town.asked(np.random.default_rng(seed), 1000)
            weighed, yes = town.weighed(who), town.yes[who]
            plain = survey_share(survey(np.ones(len(who))), yes)
            here = survey_share(weighed, yes, among=town.area[who] == 4)
            held.append(
                [_holds(survey_share(weighed, yes), truth), _holds(here, of_area), _holds(plain, truth)]
            )
        told[f"{truth:.3f}"] = [round(float(one), 3) for one in np.mean(held, axis=0)]

    print(f"share: raked, one area of five, unweighted: {told}")
    assert min(min(of[:2]) for of in told.values()) > 0.925
    assert told[max(told)][2] < 0.8  # who answers is not who lives there


def test_the_jackknife_holds_as_often() -> None:
    town = Town(1, 0.4)
    truth, held = town.yes.mean(), []
    for seed in range(TIMES // 3):
        who = town.asked(np.random.default_rng(seed), 800)
        found = survey_share(town.weighed(who), town.yes[who], variance="jackknife", groups=25, seed=seed)
        held.append(_holds(found, truth))

    print(f"jackknife of 25 groups: {np.mean(held):.3f}")
    assert np.mean(held) > 0.93


def test_clusters_widen_the_interval_by_what_they_must() -> None:
    # Whole houses answer alike: every house has a leaning of its own.
    rng = np.random.default_rng(2)
    town = Town(1, 0.4)
    leaning = rng.beta(1.5, 2.5, 2000)
    says = rng.random(PEOPLE) < leaning[town.house]
    truth, held = says.mean(), []
    for seed in range(TIMES):
        houses = np.random.default_rng(seed).choice(2000, 40, replace=False)
        who = np.flatnonzero(np.isin(town.house, houses))
        with_houses = survey_share(survey(np.ones(len(who)), clusters=town.house[who]), says[who])
        alone = survey_share(survey(np.ones(len(who))), says[who])
        held.append([_holds(with_houses, truth), _holds(alone, truth), with_houses.design_effect])

    told = np.mean(held, axis=0)
    print(f"40 houses: {told[0]:.3f} with clusters, {told[1]:.3f} without, design effect {told[2]:.2f}")
    assert told[0] > 0.935
    assert told[1] < 0.9


def test_strata_and_unequal_chances_of_a_mean() -> None:
    rng = np.random.default_rng(3)
    strata = np.repeat([0, 1, 2], [200, 5000, 800])
    values = rng.gamma(2.0, 1 + 2 * strata, 6000)
    sizes, drawn = np.bincount(strata), [40, 100, 80]
    held = []
    for seed in range(TIMES):
        dealt = np.random.default_rng(seed)
        who = np.concatenate(
            [dealt.choice(np.flatnonzero(strata == k), n, replace=False) for k, n in enumerate(drawn)]
        )
        mine = strata[who]
        asked = survey((sizes / drawn)[mine], strata=mine, population=sizes[mine])
        found = survey_mean(asked, values[who])
        held.append(found.low <= values.mean() <= found.high)

    print(f"mean of a skewed number, strata, one in five of some drawn: {np.mean(held):.3f}")
    assert 0.93 < np.mean(held) < 0.97


def test_what_calibration_refuses_no_weights_can_do() -> None:
    agreed = []
    for seed in range(300):
        rng = np.random.default_rng(seed)
        columns = np.concatenate((np.ones((30, 1)), rng.normal(0, 1, (30, 3))), axis=1)
        base = 0.5 + rng.random(30)
        totals = columns.T @ (base * rng.uniform(0.3, 1.7, 30)) * rng.uniform(0.9, 1.1, 4)
        bounds = np.stack((0.5 * base, 1.6 * base), axis=1)
        can = scipy.optimize.linprog(np.zeros(30), A_eq=columns.T, b_eq=totals, bounds=bounds).status == 0
        for method in ("truncated", "logit"):
            try:
                weighed = calibrate(survey(base), columns, totals, method=method, bounds=(0.5, 1.6))
            except AnalysisError:
                agreed.append(not can)
            else:
                agreed.append(can and np.allclose(columns.T @ weighed.weights, totals))

    print(f"refused exactly what a linear program cannot do: {np.mean(agreed):.4f} of {len(agreed)}")
    assert np.mean(agreed) == 1
