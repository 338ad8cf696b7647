"""What the trail is searched by, in the address."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.apps import apps
from django.utils.translation import gettext, gettext_lazy

from lofte.base import wording
from lofte.base.hidden_keys import SHOWN, HiddenKeyField, NoKey, Of, key_of, shown
from lofte.base.models import AuditEvent
from lofte.base.quoting import SwedishSelect
from lofte.base.refusing import LoggedMixin
from lofte.followup.models import FollowUp
from lofte.overview.trail import queries
from lofte.overview.trail.queries import SYSTEM, Asked
from lofte.promises.language import current as language

THING = re.compile(r"([a-z]+\.[A-Za-z]+):(\d{1,18})")
BEFORE = re.compile(rf"(\d{{1,17}})-({SHOWN})")  # microseconds since 1970, and a line's key
SINCE = datetime(1970, 1, 1, tzinfo=UTC)
LONGEST = timedelta(days=365 * 300)  # after 1970: nothing is noted later


def place_of(line: AuditEvent) -> str:
    """Return where a page ends, as the address of the next one holds it."""
    return f"{(line.at - SINCE) // timedelta(microseconds=1)}-{shown(line.pk, Of.LINE)}"


def _before(written: str) -> tuple[datetime, int] | None:
    parts = BEFORE.fullmatch(written)
    if parts is None:
        return None
    with suppress(NoKey):
        return SINCE + min(timedelta(microseconds=int(parts[1])), LONGEST), key_of(parts[2], Of.LINE)
    return None


class SearchForm(LoggedMixin, forms.Form):
    """By thing, by person, by day; empty, everything."""

    thing = forms.ChoiceField(label=gettext_lazy("Vad"), required=False, widget=SwedishSelect)
    who = forms.ChoiceField(label=gettext_lazy("Vem"), required=False, widget=SwedishSelect)
    how = forms.ChoiceField(label=gettext_lazy("Hur"), required=False)
    first_day = forms.DateField(
        label=gettext_lazy("Från och med"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    last_day = forms.DateField(
        label=gettext_lazy("Till och med"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    entry = HiddenKeyField(of=Of.ENTRY, label=gettext_lazy("Postens nyckel"), required=False)
    before = forms.RegexField(BEFORE, required=False, widget=forms.HiddenInput)

    def __init__(self, partnership_ids: Sequence[int], asked: Any) -> None:
        super().__init__(asked)
        self._choices("thing", _things(partnership_ids, asked.get("thing", "")))
        people = [(str(one.pk), one.name) for one in queries.people(partnership_ids)]
        self._choices("who", [("", gettext("alla")), (SYSTEM, gettext("systemet")), *people])
        self._choices(
            "how",
            [
                ("", gettext("läst, hämtat och ändrat")),
                ("read", gettext("läst")),
                ("exported", gettext("hämtat som fil")),
                ("changed", gettext("ändrat")),
            ],
        )

    def asked(self) -> Asked:
        """Return what is searched for, of a form that is valid."""
        given = self.cleaned_data
        named = THING.fullmatch(given["thing"])
        thing = (named[1], int(named[2])) if named else None
        who = given["who"]
        return Asked(
            thing=("work.Entry", given["entry"]) if given["entry"] else thing,
            who=SYSTEM if who == SYSTEM else int(who) if who else None,
            first_day=given["first_day"],
            last_day=given["last_day"],
            how=given["how"],
            before=_before(given["before"]),
        )

    def _choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (as declared above)
        field.choices = choices


def _things(partnership_ids: Sequence[int], asked: str) -> list[Any]:
    """Return what can be chosen by name; what another page leads here with is there too, by its key."""
    offered = [
        (
            gettext("Löften"),
            _named("promises.Promise", ((one.pk, one.title) for one in queries.promises(partnership_ids))),
        ),
        (
            gettext("Uppföljningar"),
            _named(
                "followup.FollowUp",
                ((one.pk, _followup(one)) for one in queries.followups(partnership_ids)),
            ),
        ),
        (
            gettext("Mätetal"),
            _named(
                "situation.Indicator", ((one.pk, one.name) for one in queries.indicators(partnership_ids))
            ),
        ),
        (
            gettext("Grupper"),
            _named("accounts.Group", ((one.pk, one.name) for one in queries.groups(partnership_ids))),
        ),
    ]
    known = {key for _, some in offered for key, _ in some}
    other = [(asked, _kind(asked))] if THING.fullmatch(asked) and asked not in known else []
    return [("", gettext("allt")), *(one for one in offered if one[1]), *other]


def _kind(asked: str) -> str:
    """Name a thing that another page leads here with by what it is: its own name may not be for all."""
    try:
        return str(apps.get_model(asked.split(":", maxsplit=1)[0])._meta.verbose_name).capitalize()
    except LookupError:
        return asked


def _followup(one: FollowUp) -> str:
    return f"{wording.period_name(one.period, language())}, {one.promise.title} (v{one.version})"


def _named(kind: str, rows: Iterable[tuple[int, str]]) -> list[tuple[str, str]]:
    return [(f"{kind}:{key}", name) for key, name in rows]
