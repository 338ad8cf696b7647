"""The names of the things that lines speak of: one question for each kind of thing, however many lines."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps

from lofte.base import wording
from lofte.base.models import AuditEvent
from lofte.promises.language import current as language

# Kind of thing: the column that names it, and for what is about a time the column of the time.
NAMED_BY: dict[str, tuple[str, str]] = {
    "accounts.Delegation": ("deputy__user__name", ""),
    "accounts.Group": ("name", ""),
    "accounts.GroupMember": ("group__name", ""),
    "accounts.Membership": ("organisation__name", ""),
    "accounts.Organisation": ("name", ""),
    "accounts.Partnership": ("name", ""),
    "accounts.Role": ("user__name", ""),
    "accounts.Share": ("organisation__name", ""),
    "accounts.SharingRule": ("title", ""),
    "accounts.User": ("name", ""),
    "followup.FollowUp": ("promise__title", "period"),
    "followup.Sample": ("followup__promise__title", "followup__period"),
    "places.AreaSet": ("name", ""),
    "places.PrioritisedArea": ("area_set__name", ""),
    "promises.Activity": ("title", ""),
    "promises.Promise": ("title", ""),
    "promises.Question": ("promise__title", ""),
    "promises.SourceDocument": ("name", ""),
    "promises.Target": ("activity__title", ""),
    "situation.Indicator": ("name", ""),
    "situation.IndicatorValue": ("indicator__name", ""),
    "work.Delivery": ("organisation__name", ""),
    "work.Entry": ("kind_of_work__name", ""),
    "work.MissedSlot": ("activity__title", ""),
    "work.Obligation": ("target__activity__title", ""),
}


@dataclass(frozen=True)
class Name:
    """What a thing is called, and the time it is about, as a period's key."""

    thing: str
    period: str = ""

    @property
    def period_in_words(self) -> str:
        return wording.period_name(self.period, language()) if self.period else ""


Names = dict[tuple[str, int], Name]


def names(lines: Iterable[AuditEvent]) -> Names:
    """Return the names of what the lines speak of; what is gone has none."""
    keys: dict[str, set[int]] = defaultdict(set)
    for line in lines:
        if line.target_type in NAMED_BY and line.target_id:
            keys[line.target_type].add(line.target_id)
    return {name: said for kind, some in sorted(keys.items()) for name, said in _of(kind, some)}


def _of(kind: str, keys: set[int]) -> Iterable[tuple[tuple[str, int], Name]]:
    thing, period = NAMED_BY[kind]
    columns = ["pk", thing, *([period] if period else [])]
    rows = apps.get_model(kind)._base_manager.filter(pk__in=keys).values_list(*columns)
    return [((kind, key), Name(*rest)) for key, *rest in rows]
