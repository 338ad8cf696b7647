"""What belongs to entries, fetched beside them through its layer: their numbers and their recipients."""

from typing import Any

from django.db.models import Prefetch

from lofte.accounts.sight import Purpose
from lofte.work.models import EntryQuantity, EntryRecipient


def whole(purpose: Purpose) -> "list[Prefetch[Any]]":
    """Return all of them, of entries that were asked for with the same purpose or as a viewer sees them."""
    return [
        _numbers(EntryQuantity.objects.whole(purpose)),
        _recipients(EntryRecipient.objects.whole(purpose)),
    ]


def numbers(purpose: Purpose) -> "Prefetch[Any]":
    """Return all numbers, without recipients: what a sentence tells of an entry."""
    return _numbers(EntryQuantity.objects.whole(purpose))


def _numbers(rows: Any) -> "Prefetch[Any]":
    return Prefetch("quantities", rows.select_related("quantity").order_by("pk"))


def _recipients(rows: Any) -> "Prefetch[Any]":
    return Prefetch("recipients", rows.select_related("organisation").order_by("pk"))
