"""Where things stand in a stage: the keys that its addresses are made of."""

from typing import Any

from django.db.models import Model

from lofte.accounts.models import Group, Role, User
from lofte.followup.models import FollowUp, Sample
from lofte.periods.slots import week_of
from lofte.places.models import AreaSet
from lofte.promises.models import Promise, Target
from lofte.records.models import AskedRedaction
from lofte.records.registering.models import Covered
from lofte.situation.models import IndicatorValue
from lofte.work.models import Delivery, Entry, MissedSlot, Obligation, Overlap

SLUGS = {"here": "exempelkoping", "there": "jonkoping"}


def all_of_them() -> dict[str, Any]:
    """Return the keys, by the words that the tests use for them."""
    people = {user.email: user.pk for user in User.objects.order_by("pk")}
    staff = {**_promises(), **_followups(), **_entries(), **_deliveries(), **_owed(), **_series()} | _asked()
    return {"people": people, **SLUGS, **staff}


def _asked() -> dict[str, Any]:
    """Return a request, and a registered document that it covers."""
    found = Covered.objects.select_related("request", "document").order_by("pk").first()
    if found is None:
        return {}
    keys = {"asked": found.request_id, "registered": found.document_id, "covered": found.pk}
    return keys | _key("redaction", _waits())


def _waits() -> AskedRedaction | None:
    return AskedRedaction.objects.filter(outcome="waiting").order_by("pk").first()


def _promises() -> dict[str, Any]:
    """Return the drafts of Exempelköping in the order they were begun, and the adopted promises."""
    adopted = Promise.objects.exclude(adopted_on=None)
    drafts = Promise.objects.filter(adopted_on=None).order_by("pk")
    found = dict(zip(("draft", "ready", "blank"), (draft.pk for draft in drafts), strict=False))
    for name, slug in (("adopted", "2026"), ("long", "2021-2022")):
        found |= _key(name, adopted.filter(slug=slug).first())
    in_force = adopted.filter(slug="2026").first()
    if in_force is not None:
        found |= _key("in_force", in_force.activities.order_by("position", "pk").first())
        targets = Target.objects.filter(activity__promise=in_force).order_by("activity__position", "pk")
        found |= _key("counted", targets.filter(kind="count").first())
        found |= _key("told", targets.filter(kind="qualitative").first())
    draft = drafts.first()
    if draft is not None:
        activity = draft.activities.order_by("position", "pk")[0]
        found["activity"], found["target"] = activity.pk, activity.targets.order_by("position", "pk")[0].pk
        found["question"] = draft.questions.filter(answer="").order_by("position", "pk")[0].pk
    return found


def _followups() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for state in FollowUp.State.values:
        here = FollowUp.objects.filter(state=state, promise__partnership__slug=SLUGS["here"])
        found |= _key(state, here.order_by("-pk").first())
    under_way = Sample.objects.filter(finished_at=None, abandoned_at=None).order_by("-pk")
    fixing, sampled = under_way.filter(drawn_at=None).first(), under_way.exclude(drawn_at=None).first()
    found |= _key("fixing", fixing.followup if fixing else None)
    return found | _key("sampled", sampled.followup if sampled else None)


def _entries() -> dict[str, Any]:
    """Return an entry that stands, one that was taken back, and the one that took it back."""
    mine = Entry.objects.exclude(note=None).order_by("pk")
    missed = MissedSlot.objects.filter(activity__promise__slug="2026").order_by("pk").first()
    slot = {} if missed is None else {"missed": missed.activity_id, "week": week_of(missed.starts).key}
    return (
        slot
        | _key("entry", mine.filter(sign=1, reversed_by=None).first())
        | _key("taken", mine.exclude(reversed_by=None).first())
        | _key("shared", Entry.objects.filter(note__text__startswith="Trasig belysning").first())
        | _key("reversal", Entry.objects.filter(sign=-1).order_by("pk").last())
    )


def _owed() -> dict[str, Any]:
    """Return a group, an area and a rhythm for which something is agreed."""
    agreed = Obligation.objects.order_by("pk").first()
    area_set = AreaSet.objects.filter(partnership__slug="exempelkoping").order_by("position", "pk").first()
    field = Role.objects.filter(kind="field", partnership__slug="exempelkoping").order_by("pk").first()
    return (
        _key("role", field)
        | ({} if field is None else {"person": field.user_id})
        | _key("group", Group.objects.order_by("pk").first())
        | _key("area_set", area_set)
        | ({} if agreed is None else {"owed": agreed.target_id})
    )


def _deliveries() -> dict[str, Any]:
    """Return the last delivery, its week, and an overlap that waits."""
    last = Delivery.objects.order_by("-pk").first()
    week = {} if last is None else {"sheet_week": week_of(last.starts).key}
    overlap = Overlap.objects.filter(settled_as="").order_by("pk").first()
    return week | _key("delivery", last) | _key("overlap", overlap)


def _series() -> dict[str, Any]:
    """Return a series of measurements, and a value of it that stands."""
    value = IndicatorValue.objects.filter(replaced_by=None).order_by("pk").first()
    return {} if value is None else {"series": value.indicator.slug, "value": value.pk}


def _key(name: str, row: Model | None) -> dict[str, Any]:
    return {} if row is None else {name: row.pk}
