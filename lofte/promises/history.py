"""Revisions as they are told, to staff and to the public: what a target said, what it says, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lofte.promises import language, revising
from lofte.promises.differing import ChangedTerm, Difference, differences, in_language
from lofte.promises.models import Promise, Target
from lofte.promises.queries import facts_of
from lofte.promises.sentences import describe_target

Both = dict[str, str]


@dataclass(frozen=True)
class ToldRevision:
    """A revision in words, in both languages; its reason is in the words of those who decided."""

    applies_from: date
    decided_on: date
    decided_by: tuple[dict[str, str], ...]
    reason: str
    before: Both
    after: Both
    changes: tuple[Difference, ...] = ()

    @property
    def terms(self) -> list[ChangedTerm]:
        """Return what is changed, term by term, in the reader's language."""
        return in_language((one.as_json() for one in self.changes), language.current())

    def as_json(self) -> dict[str, Any]:
        """Return it as it is published."""
        return {
            "applies_from": self.applies_from.isoformat(),
            "decided_on": self.decided_on.isoformat(),
            "decided_by": list(self.decided_by),
            "reason": self.reason,
            "before": self.before,
            "after": self.after,
            "changes": [one.as_json() for one in self.changes],
        }


def told(
    promise: Promise, targets: Sequence[Target], cut: date | None = None
) -> dict[int, tuple[ToldRevision, ...]]:
    """Return the revisions of a promise's targets that hold when the days before the cut count, by target."""
    rows = revising.revisions_of(targets)
    found = revising.versions(targets, cut, rows)
    return {
        versions[0].target.pk: tuple(
            ToldRevision(
                applies_from=row.applies_from,
                decided_on=row.decided_on,
                decided_by=tuple(row.decided_by),
                reason=row.reason,
                before=_both(before.target, promise),
                after=_both(after.target, promise),
                changes=differences(before.target, after.target),
            )
            for row, before, after in zip(
                rows.get(versions[0].target.pk, ()), versions, versions[1:], strict=False
            )
        )
        for versions in found
    }


def _both(target: Target, promise: Promise) -> Both:
    facts = replace(facts_of(target, promise), sign="")
    return {spoken: describe_target(facts, spoken) for spoken in ("sv", "en")}
