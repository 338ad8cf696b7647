"""What activities and places are called in English, and which words are the promise's own."""

import pytest

from lofte.followup import english_places
from lofte.followup.naming import as_promised, english_name
from lofte.promises.models import Activity, Target
from tests.cast import Cast
from tests.promised import Promised, promised


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Huskvarna", "Huskvarna"),
        ("hela kommunen", "the whole municipality"),
        ("övriga Jönköpings kommun", "the rest of Jönköpings kommun"),
    ],
)
def test_a_place_keeps_its_name_and_the_words_around_it_are_english(*, name: str, said: str) -> None:
    assert english_places.place(name) == said


def test_initials_that_the_promise_does_not_use_are_dropped() -> None:
    assert as_promised("SSG-möten", "Trygghetsrådet ska träffas åtta gånger.") == "möten"
    assert as_promised("SSG meetings", "Strategiska säkerhetsgruppen (SSG) ska träffas.") == "SSG meetings"
    assert as_promised("fotpatruller", "Fotpatrullering") == "fotpatruller"


@pytest.fixture
def stage(cast: Cast) -> Promised:
    return promised(cast)


def test_an_activity_is_named_by_its_kind_of_work_how_often_and_where(stage: Promised) -> None:
    def named(activity: Activity) -> str:
        return english_name(Target.objects.filter(activity=activity).order_by("position"), 5).whole

    assert named(stage.meetings) == "Meeting (en) every month"
    assert named(stage.dialogue) == "Activity five"
