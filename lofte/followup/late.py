"""Work that came after a cut: told beside what is frozen, and quoted by the follow-up that holds it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from lofte.followup import late_words, queries
from lofte.followup.facts import LANGUAGES, Language
from lofte.followup.models import FollowUp
from lofte.periods.calendar import Period
from lofte.promises.models import Target
from lofte.work import late
from lofte.work.late_rules import LateCame

Plain = dict[str, Any]


@dataclass(frozen=True)
class Quoted:
    """An earlier follow-up, and what has come to each activity since it was counted."""

    followup: FollowUp
    is_same_period: bool
    came: Mapping[int, LateCame]


def cut_of(followup: FollowUp) -> date:
    """Return the first day not counted: the period's end, or the day after the count while it ran."""
    return min(followup.ends, timezone.localdate(followup.cut_at) + timedelta(days=1))


def came(followup: FollowUp, targets: Sequence[Target] | None = None) -> dict[int, LateCame]:
    """Return what has come to each activity since the follow-up was counted."""
    if targets is None:
        targets = list(Target.objects.filter(activity__promise=followup.promise_id).order_by("pk"))
    period = Period(followup.starts, followup.ends, followup.period)
    return late.since(targets, period=period, cut=cut_of(followup), counted_at=followup.cut_at)


def told(followup: FollowUp, language: Language) -> dict[int, str]:
    """Return a sentence for each line to which something has come since the cut, by the line's key."""
    found = came(followup)
    return {
        line.pk: late_words.sentence(found[line.activity_id], line.figures["targets"], language)
        for line in (queries.lines(followup) if found else ())
        if line.activity_id in found
    }


def quoted(earlier: Sequence[FollowUp], period: str, targets: Sequence[Target]) -> list[Quoted]:
    """Return what has come since each of the earlier follow-ups."""
    return [Quoted(one, one.period == period, came(one, targets)) for one in earlier]


def figures(quotes: Sequence[Quoted], activity_id: int, targets: Sequence[Plain]) -> list[Plain]:
    """Return what a new follow-up says of them on one activity, as it is frozen with the line."""
    return [
        {
            "since": {"period": quote.followup.period, "version": quote.followup.version},
            "added": quote.came[activity_id].n_added,
            "taken_back": quote.came[activity_id].n_taken_back,
            "said": {language: _said(quote, activity_id, targets, language) for language in LANGUAGES},
        }
        for quote in quotes
        if activity_id in quote.came
    ]


def _said(quote: Quoted, activity_id: int, targets: Sequence[Plain], language: Language) -> str:
    which: dict[str, Any] = (
        {"version": quote.followup.version} if quote.is_same_period else {"period": quote.followup.period}
    )
    return late_words.sentence(quote.came[activity_id], targets, language, **which)
