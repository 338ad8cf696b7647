"""A form sent twice is carried out once: the second sender lands where the first did."""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import BadRequest
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy

from lofte.base import audit
from lofte.base.models import ReceivedForm
from lofte.base.refusing import LoggedMixin

NOT_CONTENT = frozenset({"once", "csrfmiddlewaretoken"})
SENT_BEFORE = gettext_lazy(
    "Formuläret är redan skickat och sparat en gång. Det du har ändrat sedan dess är inte sparat. "
    "Skicka igen om det också ska sparas."
)


NO_KEY = gettext_lazy("Formuläret kom inte helt fram, och inget är sparat. Skicka igen.")


class OnceForm(LoggedMixin):
    """A form that carries a key of its own, made when it was shown."""

    unkept: frozenset[str] = (
        frozenset()
    )  # fields that stay out of the sum: a short secret can be guessed from it

    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    @cached_property
    def digest(self) -> str:
        """Everything that was sent, as one sum: the same form again has the same."""
        sent = [
            [str(name), [str(one) for one in values]]
            for name, values in _lists(self.data)
            if name not in NOT_CONTENT | self.unkept
        ]
        files = [[str(name), [_sum(one) for one in ones]] for name, ones in _lists(self.files)]
        return hashlib.sha256(json.dumps([sorted(sent), sorted(files)]).encode()).hexdigest()

    def clean(self) -> dict[str, Any]:
        """Refuse what was sent before with other words in it: it would land where the first did, unread."""
        cleaned = super().clean() or self.cleaned_data
        if self._errors.pop("once", None):  # type: ignore[attr-defined]
            self._take_new_key()
            raise forms.ValidationError(NO_KEY, code="no_key")
        key = cleaned.get("once")
        if key and ReceivedForm.objects.filter(key=key).exclude(content=self.digest).exists():
            self._take_new_key()
            raise forms.ValidationError(SENT_BEFORE, code="sent_before")
        return cleaned

    def _take_new_key(self) -> None:
        """Shown again with what was typed, the form is another one."""
        self.data = self.data.copy()  # type: ignore[attr-defined]  # a mapping that is sent is a dict
        self.data["once"] = str(uuid4())  # type: ignore[index]


def _lists(sent: Any) -> Iterator[tuple[str, list[Any]]]:
    if isinstance(sent, MultiValueDict):
        yield from sent.lists()
    else:
        yield from ((name, [value]) for name, value in (sent or {}).items())


def _sum(file: "UploadedFile[Any]") -> str:
    total = hashlib.sha256(str(file.name).encode())
    for chunk in file.chunks():
        total.update(chunk)
    file.seek(0)
    return total.hexdigest()


class SentAtOnce(BadRequest):
    """The same key came twice in the same moment, with different words in it."""


def receive(
    form: OnceForm, *, by_id: int | None, at: datetime, act: Callable[[], str], is_hidden: bool = False
) -> str:
    """Carry out `act` unless this valid form has been received; return where to go, each time the same.

    The key is written first, and in the same transaction as what `act` writes: a failure leaves neither, and
    of two forms sent in the same moment the second waits here until the first is done. Hidden, the form keeps
    nobody: the row stays for ever, and would tie what was written to its writer.
    """
    keeper = None if is_hidden else by_id
    key = form.cleaned_data["once"]
    try:
        with transaction.atomic():
            earlier = _landed(key, form.digest)
            if earlier is not None:
                return earlier
            row = ReceivedForm.objects.create(key=key, content=form.digest, by_id=keeper, received_at=at)
            landed = act()
            _tell_of_second_look(form, row, by_id=by_id, at=at)
            return row.lands_at(landed)
    except IntegrityError:
        earlier = _landed(key, form.digest)
        if earlier is None:
            raise
        return earlier


def _tell_of_second_look(form: OnceForm, row: ReceivedForm, *, by_id: int | None, at: datetime) -> None:
    """A text that was read through once more leaves a line: who, and what kinds of things; no words."""
    seen = getattr(form, "looked", None)
    if seen is not None:
        audit.record("text.read_through", target=row, by_id=by_id, at=at, **seen.facts)


def _landed(key: UUID, content: str) -> str | None:
    """Return where the form with this key led, or None when none has come."""
    earlier = ReceivedForm.objects.filter(key=key).first()
    if earlier is not None and earlier.content != content:
        raise SentAtOnce
    return earlier.landed_at if earlier is not None else None
