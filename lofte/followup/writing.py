"""The writing page as one sheet: whichever button is pressed, what was typed is kept first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict

from lofte.accounts.models import User
from lofte.followup import actions, content, queries
from lofte.followup.forms import LeadForm, LineForm
from lofte.followup.models import FollowUp


@dataclass(frozen=True)
class Sheet:
    """The first sentence and every activity's words, as they were saved or as they were sent."""

    followup: FollowUp
    lead: LeadForm
    lines: list[LineForm]

    @property
    def is_sent(self) -> bool:
        return self.lead.is_bound

    def is_valid(self) -> bool:
        return all([self.lead.is_valid(), *(line.is_valid() for line in self.lines)])  # the lead screens all

    @property
    def is_wrong(self) -> bool:
        return bool(self.lead.errors) or any(line.errors for line in self.lines)

    def save(self, *, by: User, at: datetime) -> FollowUp:
        """Keep what was typed. Raises `actions.SavedMeanwhile` when somebody else has saved since."""
        words = {key: self.lead.cleaned_data[key] for key in ("lead_sv", "lead_en", "seen")}
        edits = [line.edit() for line in self.lines]
        return actions.edit(followup=self.followup, edits=edits, by=by, at=at, **words)

    def has_seen_all(self) -> None:
        """Let the sheet, shown again, count what is saved now as seen: the next save goes through."""
        self.followup.refresh_from_db()
        if isinstance(self.lead.data, QueryDict):
            self.lead.data["seen"] = seen(self.followup)


def seen(followup: FollowUp) -> str:
    """Return the mark of what is saved now."""
    return content.checksum(followup)


def sheet(followup: FollowUp, sent: QueryDict | None = None) -> Sheet:
    """Lay out what is saved, or what was sent."""
    data: Any = sent.copy() if sent is not None and "lead_sv" in sent else None
    initial = {"lead_sv": followup.lead_sv, "lead_en": followup.lead_en, "seen": seen(followup)}
    lines = [LineForm(line, data) for line in queries.lines(followup)]
    lead = LeadForm(data, initial=initial)
    lead.beside = lines
    return Sheet(followup, lead, lines)
