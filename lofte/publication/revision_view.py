"""Revised targets as pages and print show them: the old and the new, from when, why, and who decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from lofte.base.wording import day_long
from lofte.promises.differing import ChangedTerm, in_language

Plain = dict[str, Any]


@dataclass(frozen=True)
class RevisionView:
    """A revision in one language; the reason is in the words of those who decided."""

    applies_from: str
    before: str
    after: str
    reason: str
    decided_on: str
    deciders: list[str]
    terms: list[ChangedTerm]


def of(targets: Iterable[Plain], language: str) -> list[RevisionView]:
    """Return the revisions of an activity's targets, in order of time; older releases have none."""
    found = [one for target in targets for one in target.get("revisions", [])]
    return [
        RevisionView(
            applies_from=one["applies_from"],
            before=one["before"][language],
            after=one["after"][language],
            reason=one["reason"],
            decided_on=one["decided_on"],
            deciders=[_who(who) for who in one["decided_by"]],
            terms=in_language(one.get("changes", []), language),
        )
        for one in sorted(found, key=lambda one: str(one["applies_from"]))
    ]


def _who(plain: Plain) -> str:
    name = ", ".join(part for part in (plain["name"], plain["title"]) if part)
    return f"{name} ({plain['party']})"


def _term(one: ChangedTerm) -> Plain:
    """Return a changed term as its words and its values, which may be the promise's own."""
    unsaid = _("inte sagt")
    return {
        "what": f"{one.what}: ",
        "now": one.now or unsaid,
        "then": f" ({_('förut')} ",
        "before": one.before or unsaid,
        "own": one.own_words,
    }


def printed(view: RevisionView, language: str) -> Plain:
    """Return a revision as print sets it."""
    day, decided = (
        day_long(date.fromisoformat(one), language) for one in (view.applies_from, view.decided_on)
    )
    return {
        "title": _("Ändrat från och med %(day)s") % {"day": day},
        "lines": [f"{_('Förut:')} {view.before}", f"{_('Sedan:')} {view.after}"],
        "terms": [_term(one) for one in view.terms],
        "reason": [_("Skäl:"), view.reason],
        "decided": [_("Beslutat %(day)s av") % {"day": decided}, "; ".join(view.deciders)],
    }
