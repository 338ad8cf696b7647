"""When a period is closed: once its follow-up is sent for approval, its figures stay as they are."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from lofte.accounts.sight import Purpose
from lofte.base.wording import period_name
from lofte.followup.models import FollowUp
from lofte.periods.calendar import Period
from lofte.promises import language
from lofte.work.models import Entry

FROZEN = (FollowUp.State.APPROVING, FollowUp.State.RELEASED)


def sentences(entry: Entry, promise_ids: Collection[int]) -> Iterator[str]:
    """Say which follow-ups were counted before the entry came: it is kept, and they stay as they are."""
    newest: dict[tuple[int, str], FollowUp] = {}
    covering = FollowUp.objects.whole(Purpose.COUNTING).filter(
        promise__in=promise_ids,
        state__in=FROZEN,
        starts__lte=entry.occurred_on,
        ends__gt=entry.occurred_on,
    )
    for followup in covering.order_by("starts", "version"):
        newest[followup.promise_id, followup.period] = followup
    late = {one.period: one for one in newest.values() if one.cut_at < entry.logged_at}
    for period in late:
        yield _(
            "Uppföljningen för %(period)s är redan räknad. Det här är sparat, men siffrorna där ändras inte."
        ) % {"period": period_name(period, language.current()).split(" (", maxsplit=1)[0]}


def periods(promise_ids: Collection[int]) -> list[Period]:
    """Return the periods of these promises whose figures stay as they are."""
    rows = FollowUp.objects.whole(Purpose.COUNTING).filter(promise__in=promise_ids, state__in=FROZEN)
    found = rows.order_by("starts", "ends").values_list("starts", "ends").distinct()
    return [Period(starts, ends) for starts, ends in found]
