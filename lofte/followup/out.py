"""Whether a thing that the partnership made is out: what `accounts.outside` asks this floor."""

from lofte.accounts.sight import Purpose
from lofte.followup.models import FollowUp, Sample
from lofte.promises.models import Promise
from lofte.released import queries as released
from lofte.released.models import Release
from lofte.situation.models import IndicatorValue

RELEASED = FollowUp.State.RELEASED


def promise(one: Promise) -> bool:
    rows = released.releases(one.partnership.slug).exclude(kind=Release.Kind.REDACTION)
    return rows.filter(promise_slug=one.slug).exists()


def followup(one: FollowUp) -> bool:
    return one.state == RELEASED


def sample(one: Sample) -> bool:
    """A sample goes out with its follow-up, finished or broken off."""
    return one.followup.state == RELEASED and bool(one.finished_at or one.abandoned_at)


def value(one: IndicatorValue) -> bool:
    """A value is out when a follow-up of its time is, of a promise that aims at its series."""
    rows = FollowUp.objects.whole(Purpose.COUNTING).filter(
        state=RELEASED,
        promise__activities__targets__indicator=one.indicator_id,
        starts__lte=one.measured_on,
        ends__gt=one.measured_on,
        cut_at__gte=one.entered_at,
    )
    return bool(rows.exists())
