"""The promise of 2021–2022: entered in fewer than fifteen rows, and every line follows under each answer."""

from datetime import date
from itertools import product
from pathlib import Path

import pytest

from lofte.periods.calendar import parse
from lofte.places.models import AreaSet, PrioritisedArea
from lofte.promises import actions, queries
from lofte.promises.models import Promise, Target
from lofte.work import counting
from lofte.work.outcomes import Outcome
from tests.cast import Cast
from tests.outside.test_promises_of_seeds import receive
from tests.promises.reading import AT, TODAY
from tests.work import making

YEAR_1 = parse("2021")
OPEN = ("per_year_or_whole_period", "each_or_together", "counted_when")


def settled(cast: Cast, path: Path, answers: dict[str, int]) -> list[Target]:
    """Receive the document and answer each open question by the number of its option."""
    promise = receive(cast, path)
    for question in promise.questions.order_by("position"):
        answer = question.options[answers.get(question.code, 0)] if question.options else "Kommunen"
        actions.settle(question=question, answer=answer, by=cast.coordinator, on=TODAY, at=AT)
    for area_set in AreaSet.objects.filter(partnership=cast.partnership, name__in=("Råslätt", "Ekhagen")):
        PrioritisedArea.objects.create(
            partnership=cast.partnership, area_set=area_set, starts=date(2020, 1, 1), decision="§ 1"
        )
    return targets_of(promise)


def targets_of(promise: Promise) -> list[Target]:
    whole = queries.whole_promise(promise.pk)
    assert len(whole.activities.all()) < 15
    return [target for activity in whole.activities.all() for target in activity.targets.all()]


def judged(targets: list[Target], cut: date) -> dict[str, list[Outcome]]:
    found = counting.outcomes(targets, period=YEAR_1, cut=cut)
    by_kind: dict[str, list[Outcome]] = {}
    for target in targets:
        code = target.kind_of_work.code if target.kind_of_work else ""
        by_kind.setdefault(f"{target.kind}:{code}", []).append(found[target.pk])
    return by_kind


@pytest.mark.long
@pytest.mark.parametrize("picked", list(product((0, 1), repeat=3)))
def test_every_line_follows_under_each_answer(cast: Cast, seeds: Path, picked: tuple[int, int, int]) -> None:
    answers = dict(zip(OPEN, picked, strict=True))
    targets = settled(cast, next(seeds.glob("001_*")), answers)
    case = next(
        one.kind_of_work for one in targets if one.kind_of_work and one.kind_of_work.code == "sig-case"
    )
    for state, n in (("begun", 3), ("closed", 1)):
        making.work(case, cast.north_area, date(2021, 2, 1), cast.municipality, state=state, n=n)

    found = judged(targets, YEAR_1.ends)

    assert len(targets) < 15
    assert {one.why for outcomes in found.values() for one in outcomes} <= {
        "",
        "in_words",
        "nothing_to_share",
    }
    (patrols,) = found["count:foot-patrol"]
    promised = [line for line in patrols.places if line.promised is not None]
    per_year = (
        next(t.per for t in targets if t.kind_of_work and t.kind_of_work.code == "foot-patrol") == "year"
    )
    assert [line.promised for line in promised] == [800.0] * (4 if targets[0].each_place else 1)
    assert patrols.ends == (date(2022, 1, 1) if per_year else date(2023, 1, 1))
    assert promised[0].expected == (800.0 if per_year else 400.0)
    (cases,) = found["count:sig-case"]
    state = next(t.counted_state for t in targets if t.kind_of_work == case)
    assert cases.places[0].done == {"begun": 3, "closed": 1}[state]
    weekly, monthly = found["cadence:picture-shared"]
    assert (weekly.places[0].promised, weekly.places[0].expected) == (104.0, 52.0)
    assert {line.promised for line in monthly.places} == {24.0}
    (meetings,) = found["cadence:bos-meeting"]
    assert sorted((line.place, line.promised) for line in meetings.places) == [
        ("Ekhagen", 104.0),
        ("Råslätt", 104.0),
    ]
    assert {key for key in found if key.startswith("qualitative")}
