"""Which things that the partnership made are out: what `accounts.outside` asks this floor."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from lofte.accounts.sight import Purpose
from lofte.followup.models import FollowUp, Sample
from lofte.promises.models import Promise
from lofte.released import queries as released
from lofte.released.models import Release
from lofte.situation.models import IndicatorValue

RELEASED = FollowUp.State.RELEASED


def promises(some: Sequence[Promise]) -> Iterator[int]:
    for one in some:
        rows = released.releases(one.partnership.slug).exclude(kind=Release.Kind.REDACTION)
        if rows.filter(promise_slug=one.slug).exists():
            yield one.pk


def followups(some: Sequence[FollowUp]) -> Iterator[int]:
    return (one.pk for one in some if one.state == RELEASED)


def samples(some: Sequence[Sample]) -> Iterator[int]:
    """A sample goes out with its follow-up, finished or broken off."""
    for one in some:
        if one.followup.state == RELEASED and (one.finished_at or one.abandoned_at):
            yield one.pk


def values(some: Sequence[IndicatorValue]) -> Iterator[int]:
    """A value is out when a follow-up of its time is, of a promise that aims at its series: one query."""
    series = "promise__activities__targets__indicator"
    rows = FollowUp.objects.whole(Purpose.COUNTING).filter(
        state=RELEASED, **{f"{series}__in": {one.indicator_id for one in some}}
    )
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for indicator_id, *times in rows.values_list(series, "starts", "ends", "cut_at"):
        found[indicator_id].append(tuple(times))
    for one in some:
        times_out = found[one.indicator_id]
        if any(starts <= one.measured_on < ends and one.entered_at <= cut for starts, ends, cut in times_out):
            yield one.pk
