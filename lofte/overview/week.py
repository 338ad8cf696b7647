"""My week: what waits for an answer, what is missed, due and behind, and what I log; in each role's order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from lofte.accounts.models import Role
from lofte.accounts.viewers import Viewer
from lofte.base import waiting
from lofte.base.waiting import Item, Part
from lofte.periods.slots import week_of
from lofte.work import field
from lofte.work.field import Kinds, Usual

SHOWN = 5  # of a list; the rest is behind a word


@dataclass(frozen=True)
class Section:
    """What waits, of one sort."""

    title: str
    items: Sequence[Item]
    lead: str = ""

    @property
    def first(self) -> Sequence[Item]:
        return self.items[:SHOWN]

    @property
    def rest(self) -> Sequence[Item]:
        return self.items[SHOWN:]


@dataclass(frozen=True)
class Week:
    """A person's start page."""

    key: str  # "2026-W47"
    may_log: bool
    logs_first: bool  # who works in the field logs first; who coordinates answers first
    usual: Sequence[Usual]
    kinds: Kinds | None
    sections: Sequence[Section]

    @property
    def is_empty(self) -> bool:
        return not self.may_log and not self.sections


def of(viewer: Viewer, today: date) -> Week:
    """Gather the week from every floor that offers something."""
    may_log = bool(field.partnership_ids(viewer))
    return Week(
        key=week_of(today).key,
        may_log=may_log,
        logs_first=viewer.is_a(Role.Kind.FIELD),
        usual=field.usual(viewer) if may_log else [],
        kinds=field.kinds(viewer, today) if may_log else None,
        sections=_sections(waiting.items(viewer, today)),
    )


def _sections(items: Sequence[Item]) -> list[Section]:
    """Return what there is, what somebody waits for first and what can wait last."""
    even = gettext("Så mycket är kvar i veckan för att hinna i jämn takt till slutet.")
    titles: tuple[tuple[Part, str, str], ...] = (
        ("answer", gettext("Väntar på svar"), ""),
        ("missed", gettext("Missat, och ingen har sagt varför"), ""),
        ("due", gettext("Ska göras"), ""),
        ("sort", gettext("Att reda ut"), ""),
        ("behind", gettext("Ligger efter"), ""),
        ("week", gettext("Veckans takt"), even),
    )
    found = [
        Section(title, [item for item in items if item.part == part], lead) for part, title, lead in titles
    ]
    return [section for section in found if section.items]
