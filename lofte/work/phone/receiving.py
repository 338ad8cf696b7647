"""What a phone hands in: once, by the one who wrote it, and each entry's fate goes back."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext

from lofte.accounts.models import User
from lofte.accounts.sight import Purpose
from lofte.accounts.viewers import Viewer
from lofte.base import audit
from lofte.promises.models import KindOfWork, Promise
from lofte.work import actions, belonging, counted, counting, words
from lofte.work.admitting import Refused
from lofte.work.forms import LogForm, desk
from lofte.work.models import Entry

Error = dict[str, str]


@dataclass(frozen=True)
class Fate:
    """What became of an entry: the row it is, or why there is none."""

    entry: Entry | None = None
    errors: tuple[Error, ...] = ()
    again: dict[str, str] = field(
        default_factory=dict
    )  # what goes with it the next time, when it has been read


def receive(sent: QueryDict, kind: KindOfWork | None, *, viewer: Viewer, by: User, at: datetime) -> Fate:
    """Write what was sent unless its key has been written: the answer may have been lost on the way."""
    key = _key(sent.get("once", ""))
    earlier = actions.with_key(key) if key else None
    if earlier is not None:
        return _written(earlier) if actions.wrote(by, earlier) else _refused(actions.KeyTaken())
    if kind is None:
        return Fate(errors=(_error("", gettext("Det slaget av arbete går inte längre att logga.")),))
    form = LogForm(desk(viewer, kind, timezone.localdate(at)), viewer, sent)
    if form.is_valid():
        try:
            return _written(_put(form, by, at))
        except Refused as refused:
            form.refuse(refused)
    return Fate(errors=tuple(_errors(form)), again=dict(form.asked_again))


def _written(entry: Entry) -> Fate:
    """Return the row with the numbers that its sentence tells its own writer."""
    prefetch_related_objects([entry], belonging.numbers(Purpose.ACTING))
    return Fate(entry)


def _put(form: LogForm, by: User, at: datetime) -> Entry:
    with transaction.atomic():
        entry = actions.put(form.draft(), by=by, at=at)
        if form.looked is not None:
            audit.record("text.read_through", target=entry, by_id=by.pk, at=at, **form.looked.facts)
    return entry


def after_cut(entry: Entry, today: date) -> list[str]:
    """Return what is to be said of an entry for days that a follow-up has counted already."""
    near = Promise.objects.whole(Purpose.ACTING).filter(
        adopted_on__isnull=False,
        starts__lte=entry.occurred_on,
        ends__gt=entry.occurred_on,
        partnership__memberships__organisation=entry.organisation_id,
    )
    periods = counted.periods(set(near.values_list("pk", flat=True)))
    if not any(entry.occurred_on in period for period in periods):
        return []  # most often: then nothing has to be explained
    explained = counting.explain(entry, today)
    return counted.sentences(entry, {row.target.activity.promise_id for row in explained if row.counts})


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _refused(refused: Refused) -> Fate:
    return Fate(errors=(_error("", words.refusal(refused)),))


def _error(where: str, text: str, label: str = "") -> Error:
    return {"field": where, "label": label, "text": text}


def _errors(form: LogForm) -> list[Error]:
    found: list[Error] = []
    for name, said in form.errors.items():
        label: Any = form.fields[name].label if name in form.fields else ""
        more = form.advice if name == NON_FIELD_ERRORS else ()
        found.append(_error(name if label else "", " ".join(map(str, [*said, *more])), str(label or "")))
    return found
