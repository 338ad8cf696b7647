"""Free text that points at a person is refused beside its field, and the log says which field and kind."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django import forms

from lofte.base.models import AuditEvent
from lofte.base.once import OnceForm, receive
from lofte.base.screen_policy import Reach
from lofte.base.screened import ScreenedMixin

pytestmark = pytest.mark.django_db


class Note(ScreenedMixin, OnceForm):
    reason = forms.CharField(label="Skäl", max_length=200)
    document = forms.CharField(required=False)
    unscreened = frozenset({"document"})


class OwnNote(Note):
    reach = Reach.OWN


class Answered(forms.Form):
    """A form beside another, without a key of its own."""

    text = forms.CharField(label="Svar", required=False)


def note(reason: str, document: str = "", form: type[Note] = Note, **more: str) -> Note:
    return form({"once": str(uuid4()), "reason": reason, "document": document, **more})


def again(form: Note, reason: str = "") -> Note:
    """Send a form that came back once more, with what its box carries."""
    sent = {"once": str(uuid4()), "reason": reason or form.data["reason"], "document": ""}
    return type(form)({**sent, **form.asked_again})


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


@pytest.mark.parametrize(
    ("words", "said"),
    [("Talade med Kevin", "ett namn"), ("Killen i lägenhet 3", "en person som går att känna igen")],
)
def test_a_name_comes_back_once_marked_and_is_let_through_when_it_has_been_read(
    words: str, said: str
) -> None:
    form = note(words)

    assert form.errors["reason"] == [f"Läs igenom: texten ser ut att innehålla {said}."]
    assert "<mark>" in str(form["once"])
    assert 'name="looked"' in str(form["once"])
    assert again(form).is_valid()


def test_other_words_than_those_that_were_read_come_back_too() -> None:
    first = note("Talade med Kevin")

    assert not first.is_valid()
    assert not again(first, reason="Talade med Fatima").is_valid()


def test_what_stays_at_home_is_let_through_and_what_leaves_is_refused() -> None:
    phone = "Ring 070-174 06 05"
    own, leaves = note(phone, form=OwnNote), note(phone)

    assert not own.is_valid()
    assert again(own).is_valid()
    assert not leaves.is_valid()
    assert leaves.asked_again["looked"] == ""
    assert not again(leaves).is_valid()


def test_what_was_found_is_replaced_and_read_before_it_is_saved() -> None:
    form = note("Kevin har 070-174 06 05", mask="1")

    assert not form.is_valid()
    assert form["reason"].value() == "[borttaget] har [borttaget]"
    assert note(form["reason"].value()).is_valid()


def test_who_has_been_told_whom_to_call_is_not_told_again_when_a_name_is_replaced() -> None:
    first = note("Kevin misshandlas, han är 14 år")
    assert not first.is_valid()

    replaced = note("Kevin misshandlas, han är 14 år", mask="1", warned=first.asked_again["warned"])

    assert not replaced.is_valid()
    assert first.asked_again["warned"] in str(replaced["once"])
    assert note(replaced["reason"].value(), warned=first.asked_again["warned"]).is_valid()


def test_danger_is_answered_with_whom_to_call_and_then_let_through() -> None:
    child, crime = note("Flickan har blåmärken"), note("Just nu slåss två män")

    assert child.errors["__all__"] == ["Är någon i fara? Läs rutan först. Inget är sparat än."]
    assert "orosanmälan" in str(child["once"])
    assert not crime.is_valid()
    assert "114 14" in str(crime["once"])
    assert "orosanmälan" not in str(crime["once"])
    assert again(child).is_valid()
    assert again(crime).is_valid()


def test_what_stood_there_before_is_not_asked_of_again() -> None:
    sent = {"once": str(uuid4()), "reason": "Talade med Kevin", "document": ""}

    assert Note(sent, initial={"reason": "Talade med Kevin"}).is_valid()


def test_forms_beside_are_read_with_the_one_that_has_the_key() -> None:
    beside = Answered({"svar-text": "Ring 070-174 06 05"}, prefix="svar")
    form = note("Det blev inte av")
    form.beside = [beside]

    assert not form.is_valid()
    assert form.non_field_errors()
    assert beside.errors["text"] == [
        "”Svar” innehåller ett telefonnummer. Ta bort det som pekar ut en person."
    ]


def test_who_read_it_through_stands_in_the_trail_without_a_word_of_the_text() -> None:
    first = note("Talade med Kevin, 14 år, som misshandlas")
    assert not first.is_valid()
    form = again(first)
    assert form.is_valid()

    receive(form, by_id=None, at=datetime(2026, 5, 1, tzinfo=UTC), act=lambda: "/")

    [line] = AuditEvent.objects.filter(verb="text.read_through")
    assert line.facts == {"form": "Note", "fields": ["reason"], "kinds": {"name": 1}, "signs": ["child"]}
