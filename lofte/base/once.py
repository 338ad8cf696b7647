"""A form sent twice is carried out once: the second sender lands where the first did."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

from django import forms
from django.db import transaction

from lofte.base.models import ReceivedForm


class OnceForm(forms.Form):
    """A form that carries a key of its own, made when it was shown."""

    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


def receive(key: UUID, *, by_id: int | None, at: datetime, act: Callable[[], str]) -> str:
    """Carry out `act` unless this key has been received; return the address to go to, the same both times.

    The key is written in the same transaction as what `act` writes: a failure leaves neither.
    """
    with transaction.atomic():
        earlier = ReceivedForm.objects.filter(key=key).first()
        if earlier is not None:
            return earlier.landed_at
        landed_at = act()
        ReceivedForm.objects.create(key=key, by_id=by_id, landed_at=landed_at, received_at=at)
    return landed_at
