"""A form received once: twins land together, changed words are refused and kept, two at once are one."""

import threading
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from lofte.base.models import AuditEvent, ReceivedForm
from lofte.base.once import OnceForm, SentAtOnce, receive

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
KEY = uuid4()


class Note(OnceForm):
    words = forms.CharField(required=False)
    document = forms.FileField(required=False)


def sent(words: str = "tre", key: Any = KEY, **more: str) -> Note:
    body = QueryDict(mutable=True)
    body.update({"once": str(key), "words": words} | more)
    return Note(body)


def write(verb: str = "prov") -> str:
    AuditEvent.objects.create(verb=verb, target_type="prov", target_id=1, at=AT)
    return f"/{verb}/"


def received(form: Note, verb: str = "prov") -> str:
    assert form.is_valid(), form.errors
    return receive(form, by_id=None, at=AT, act=lambda: write(verb))


def test_the_same_form_again_lands_where_the_first_did_and_writes_nothing(db: None) -> None:
    first, second = received(sent()), received(sent(), "annat")

    assert first == second == "/prov/"
    assert AuditEvent.objects.count() == 1


def test_the_token_that_guards_the_form_is_no_part_of_what_it_says(db: None) -> None:
    received(sent(csrfmiddlewaretoken="a"))

    assert received(sent(csrfmiddlewaretoken="b"), "annat") == "/prov/"


@pytest.mark.parametrize("key", ["", "tre", "0" * 40])
def test_without_its_key_a_form_is_refused_in_one_sentence_and_is_saved_when_sent_again(
    db: None, key: str
) -> None:
    broken = sent("fyra", key=key)

    assert not broken.is_valid()
    assert broken.errors == {"__all__": ["Formuläret kom inte helt fram, och inget är sparat. Skicka igen."]}
    assert received(sent("fyra", key=broken.data["once"])) == "/prov/"


def test_changed_words_under_the_same_key_are_refused_kept_and_saved_when_sent_again(db: None) -> None:
    received(sent("tre"))
    changed = sent("fyra")

    assert not changed.is_valid()
    assert "är redan skickat och sparat en gång" in changed.non_field_errors()[0]
    shown = {field.name: field.value() for field in changed}
    assert shown["words"] == "fyra"
    assert shown["once"] != str(KEY)
    assert received(sent(shown["words"], shown["once"]), "andra") == "/andra/"
    assert AuditEvent.objects.count() == 2


def test_another_file_of_the_same_name_is_other_content(db: None) -> None:
    def with_file(content: bytes) -> Note:
        return Note(
            {"once": str(KEY)}, MultiValueDict({"document": [SimpleUploadedFile("löfte.txt", content)]})
        )

    received(with_file(b"ett"))

    assert received(with_file(b"ett")) == "/prov/"
    assert not with_file(b"tva").is_valid()


def test_what_fails_leaves_neither_the_form_nor_what_it_wrote(db: None) -> None:
    form = sent()
    assert form.is_valid()

    def fail() -> str:
        write()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        receive(form, by_id=None, at=AT, act=fail)

    assert not ReceivedForm.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_fault_that_is_no_twin_is_not_taken_for_one(db: None) -> None:
    form = sent()
    assert form.is_valid()

    def clash() -> str:
        raise IntegrityError("another row")

    with pytest.raises(IntegrityError):
        receive(form, by_id=None, at=AT, act=clash)


def test_a_twin_with_other_words_that_passed_the_form_at_the_same_moment_is_refused(db: None) -> None:
    late = sent("fyra")
    assert late.is_valid()
    received(sent("tre"))

    with pytest.raises(SentAtOnce):
        receive(late, by_id=None, at=AT, act=write)

    assert AuditEvent.objects.count() == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_sent_in_the_same_moment_are_carried_out_once_and_land_together() -> None:
    begun, go_on = threading.Event(), threading.Event()
    landed: list[str] = []

    def slow() -> str:
        begun.set()
        go_on.wait(10)
        return write("forst")

    def send(act: Any) -> None:
        form = sent()
        form.is_valid()
        try:
            landed.append(receive(form, by_id=None, at=AT, act=act))
        finally:
            connection.close()

    first = threading.Thread(target=send, args=[slow])
    second = threading.Thread(target=send, args=[lambda: write("sist")])
    first.start()
    assert begun.wait(10)
    second.start()
    second.join(0.3)
    go_on.set()
    first.join(10)
    second.join(10)

    assert landed == ["/forst/", "/forst/"]
    assert AuditEvent.objects.count() == 1
