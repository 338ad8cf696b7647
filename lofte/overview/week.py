"""My week: what I log, what is asked of us, what waits for an answer, what is due and what is behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lofte.accounts.viewers import Viewer
from lofte.base import waiting
from lofte.base.waiting import Item
from lofte.periods.slots import week_of
from lofte.work import field
from lofte.work.field import Kinds, Usual


@dataclass(frozen=True)
class Week:
    """A person's start page."""

    key: str  # "2026-W47"
    may_log: bool
    usual: Sequence[Usual]
    kinds: Kinds | None
    answers: Sequence[Item]
    due: Sequence[Item]
    behind: Sequence[Item]
    asked: Sequence[Item]

    @property
    def is_empty(self) -> bool:
        return not (self.may_log or self.answers or self.due or self.behind)


def of(viewer: Viewer, today: date) -> Week:
    """Gather the week from every floor that offers something."""
    may_log = bool(field.partnership_ids(viewer))
    items = waiting.items(viewer, today)
    return Week(
        key=week_of(today).key,
        may_log=may_log,
        usual=field.usual(viewer) if may_log else [],
        kinds=field.kinds(viewer, today) if may_log else None,
        answers=[item for item in items if item.part == "answer"],
        due=[item for item in items if item.part == "due"],
        behind=[item for item in items if item.part == "behind"],
        asked=[item for item in items if item.part == "week"],
    )
