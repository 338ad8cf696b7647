"""What the promises' tests begin with: a draft from a document, and one that is ready to adopt."""

import pytest

from lofte.promises import actions
from lofte.promises.models import Promise
from tests.cast import Cast
from tests.conftest import Freeze
from tests.promises.reading import AT, DRAFT, TEXT, TODAY

ANSWERS = {
    "per_year_or_whole_period": "Hela perioden sammanlagt",
    "each_or_together": "800 i varje område",
    "length_or_minimum": "Minst 20 minuter, kortare räknas inte",
    "exactly_or_at_least": "Minst 200",
    "share_of_what": "Av brotten",
    "counted_when": "När ärendet avslutas",
    "who": "Polisen och kommunen",
    "which_place": "Norra",
}


@pytest.fixture(autouse=True)
def now(freeze: Freeze) -> None:
    """Let it be the morning when the documents came in."""
    freeze("2026-11-20T09:30")


@pytest.fixture
def draft(cast: Cast) -> Promise:
    """Return a draft as it stands when its document has just been read."""
    actions.install_kinds()
    return actions.keep_draft(
        partnership=cast.partnership,
        name="löfte.txt",
        data=TEXT.encode(),
        draft=DRAFT,
        by=cast.coordinator,
        at=AT,
    )


@pytest.fixture
def ready(draft: Promise, cast: Cast) -> Promise:
    """Return a draft whose questions are settled and whose activities are confirmed."""
    for question in draft.questions.order_by("position"):
        actions.settle(question=question, answer=ANSWERS[question.code], by=cast.coordinator, on=TODAY, at=AT)
    for activity in draft.activities.order_by("position"):
        actions.confirm_activity(activity=activity, by=cast.coordinator, at=AT)
    draft.refresh_from_db()
    return draft
