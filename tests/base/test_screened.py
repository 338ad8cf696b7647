"""Free text that points at a person is refused beside its field, and the log says which field and kind."""

from uuid import uuid4

import pytest
from django import forms

from lofte.base.once import OnceForm
from lofte.base.screened import ScreenedMixin

pytestmark = pytest.mark.django_db


class Note(ScreenedMixin, OnceForm):
    reason = forms.CharField(label="Skäl", max_length=200)
    document = forms.CharField(required=False)
    unscreened = frozenset({"document"})


def note(reason: str, document: str = "") -> Note:
    return Note({"once": str(uuid4()), "reason": reason, "document": document})


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Ring 070-174 06 05", "ett telefonnummer"),
        ("Fråga 811218-9876", "ett personnummer"),
        ("Skriv till kim@example.org", "en e-postadress"),
        ("Bilen ABC 12D", "ett registreringsnummer"),
    ],
)
def test_words_that_point_at_a_person_are_refused_with_the_fields_name(words: str, said: str) -> None:
    form = note(words)

    assert form.errors["reason"] == [f"”Skäl” innehåller {said}. Ta bort det som pekar ut en person."]


def test_other_words_pass_and_a_document_is_not_looked_through() -> None:
    assert note("104 fotpatruller 2021-04-30, ring 112", "Ring 070-174 06 05").is_valid()


def test_a_refusal_is_one_line_of_names_and_codes(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")

    note("Ring 070-174 06 05").is_valid()

    assert [record.getMessage() for record in caplog.records] == ["form refused: Note: reason:phone"]


def test_a_refusal_that_a_view_adds_with_a_code_is_told_and_one_in_words_alone_is_not(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO")
    form = note("Det blev inte av")
    form.is_valid()

    form.add_error("reason", "Det sa handlingen redan.")
    assert not caplog.records
    form.add_error("reason", forms.ValidationError("Fel dag.", code="day"))

    assert caplog.records[0].getMessage() == "form refused: Note: reason:day, reason:wrong"


def test_a_valid_form_says_nothing(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")

    assert note("Det blev inte av").is_valid()
    assert not caplog.records
