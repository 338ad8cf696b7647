"""The entries that a sample can be drawn from: those behind the figures of a follow-up's own period."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from lofte.accounts.sight import Purpose
from lofte.followup.models import FollowUp, Sample
from lofte.followup.sampling_rules import code, listing
from lofte.promises.models import Target
from lofte.work import queries as work
from lofte.work.models import Entry
from lofte.work.yardsticks import Yardstick

AT_ONCE = 5000  # entries in one question: SQLite takes 32 766 values


def listed(followup: FollowUp, salt: str) -> str:
    """Write down every entry that counts to a target, was in the log at the cut and was not taken back then.

    Entries are drawn from the period alone, also where the figures run from an earlier day: each entry can be
    drawn for one period.
    """
    targets = list(Target.objects.filter(activity__promise=followup.promise_id).order_by("pk"))
    yardsticks = [one for one in work.yardsticks(targets, cut=followup.ends) if one.unjudged() is None]
    codes: dict[str, list[str]] = {}
    for entry in _counted(followup, yardsticks):
        codes.setdefault(entry.organisation.slug, []).append(code(salt, str(entry.key)))
    return listing(codes)


def _counted(followup: FollowUp, yardsticks: list[Yardstick]) -> Iterator[Entry]:
    there = list(_there(followup).select_related("organisation").order_by("pk"))
    for first in range(0, len(there), AT_ONCE):
        some = there[first : first + AT_ONCE]
        for entry, facts in zip(some, work.facts_of_all(some), strict=True):
            if any(yardstick.left_out(facts) is None for yardstick in yardsticks):
                yield entry


def _there(followup: FollowUp) -> QuerySet[Entry]:
    """What was in the log of the partnership's organisations at the cut."""
    promise = followup.promise
    members = promise.partnership.memberships.values("organisation")
    return (
        Entry.objects.whole(Purpose.COUNTING)
        .filter(
            Q(organisation__in=members) | Q(organisation__in=promise.parties.values("organisation")),
            occurred_on__gte=followup.starts,
            occurred_on__lt=followup.ends,
            logged_at__lte=followup.cut_at,
            sign=1,
        )
        .exclude(reversed_by__logged_at__lte=followup.cut_at)
    )


def of_codes(sample: Sample, wanted: list[str]) -> dict[str, Entry]:
    """Return the entries that some codes of the list stand for."""
    keys = _there(sample.followup).order_by("pk").values_list("pk", "key")
    by_code = {code(sample.salt, str(key)): pk for pk, key in keys.iterator()}
    found = Entry.objects.whole(Purpose.COUNTING).in_bulk([by_code[one] for one in wanted])
    return {one: found[by_code[one]] for one in wanted}
