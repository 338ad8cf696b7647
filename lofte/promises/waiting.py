"""What the promises ask of their coordinator: drafts to finish, and promises that end without a successor."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext

from lofte.accounts.rights import Right
from lofte.accounts.sight import Purpose
from lofte.accounts.viewers import Viewer
from lofte.base.quoting import quoted, woven
from lofte.base.waiting import Item
from lofte.promises import queries
from lofte.promises.models import Promise

IN_GOOD_TIME = timedelta(days=60)  # to read, agree on and sign the next promise


def waiting(viewer: Viewer, on: date) -> Iterator[Item]:
    """Offer the start page what is to be finished and renewed: one query, none for others."""
    coordinated = viewer.partnership_ids(Right.PREPARE)
    if not coordinated:
        return
    every = Promise.objects.whole(Purpose.ACTING)
    later = every.filter(partnership=OuterRef("partnership"), ends__gt=OuterRef("ends"))
    rows = queries.promises_of(viewer).filter(partnership_id__in=coordinated)
    rows = rows.alias(is_followed=Exists(later), is_extended=Exists(every.filter(extends=OuterRef("pk"))))
    is_ending = Q(adopted_on__isnull=False, ends__gt=on, ends__lte=on + IN_GOOD_TIME)
    alone = Q(is_followed=False, is_extended=False)
    for promise in rows.filter(Q(adopted_on=None) | is_ending & alone).order_by(F("ends").asc(), "pk"):
        yield _renewal(promise) if promise.is_adopted else _draft(promise)


def _draft(promise: Promise) -> Item:
    is_done = promise.n_activities and not _left(promise)  # type: ignore[attr-defined]
    return Item(
        text=gettext("Anta löftet") if is_done else gettext("Gör klart utkastet"),
        url=reverse("promises:promise", args=[promise.pk]),
        note=format_html("{}: {}", quoted(promise.title), _left(promise) or _done(promise)),
    )


def _left(promise: Promise) -> str:
    """Say what is left to do; the row comes with its counts."""
    n_open, n_unread = promise.n_open, promise.n_activities - promise.n_confirmed  # type: ignore[attr-defined]
    asked = ngettext("%(n)s fråga kvar", "%(n)s frågor kvar", n_open) % {"n": n_open}
    unread = ngettext("%(n)s aktivitet att granska", "%(n)s aktiviteter att granska", n_unread) % {
        "n": n_unread
    }
    left = [words for n, words in ((n_open, asked), (n_unread, unread)) if n]
    return ", ".join(left)


def _done(promise: Promise) -> str:
    has_any = promise.n_activities  # type: ignore[attr-defined]
    return gettext("inget kvar att granska") if has_any else gettext("inga aktiviteter än")


def _renewal(promise: Promise) -> Item:
    return Item(
        text=gettext("Förbered nästa löfte"),
        url=reverse("promises:begin", args=[promise.partnership.slug]),
        due=promise.last_day,
        part="due",
        note=woven(gettext("%(title)s går ut, och inget nytt är påbörjat."), title=promise.title),
    )
