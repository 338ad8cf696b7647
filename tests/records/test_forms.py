"""What stays once it is written is chosen by a person, never by the order of a list."""

from uuid import uuid4

import pytest
from django.forms import Form

from lofte.records.redacting.forms import AskForm
from lofte.records.registering.forms import (
    AnswerForm,
    JudgeForm,
    MaskForm,
    OtherForm,
    ReceiveForm,
    ThingForm,
)
from tests.cast import SINCE

SOME = [("a", "A"), ("b", "B")]
FORMS = [
    ThingForm(SOME, SOME),
    OtherForm(SOME),
    ReceiveForm(SINCE),
    MaskForm(SOME),
    JudgeForm(SOME),
    AnswerForm(),
    AskForm(),
]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: type(form).__name__)
def test_nothing_is_chosen_beforehand(form: Form) -> None:
    lists = {name: field.choices for name, field in form.fields.items() if hasattr(field, "choices")}

    assert lists
    assert {name for name, choices in lists.items() if next(iter(choices))[0]} == set()


@pytest.mark.django_db
@pytest.mark.parametrize(("form", "is_asked"), [("formal", True), ("said", False)])
def test_a_decision_names_its_court_and_a_reply_needs_none(form: str, is_asked: bool) -> None:
    sent = AnswerForm({"once": uuid4(), "decided_by": "registrator", "form": form, "series": "PO"})

    assert ("court" in sent.errors) == is_asked
