"""For whom a viewer delivers: those they log for, and, as a coordinator, the members of the partnership."""

from django.db.models import Q, QuerySet

from lofte.accounts.models import Membership, Organisation
from lofte.accounts.rights import Right
from lofte.accounts.sight import Purpose
from lofte.accounts.viewers import Viewer
from lofte.work.models import Delivery, Overlap


def organisations(viewer: Viewer) -> QuerySet[Organisation]:
    """Return whose counts the viewer may bring: an office that is not let in attests, and another types."""
    own = {o for p in viewer.partnership_ids(Right.LOG) for o in viewer.organisation_ids(p, Right.LOG)}
    coordinated = viewer.partnership_ids(Right.SETTLE)
    return (
        Organisation.objects.filter(Q(pk__in=own) | Q(memberships__partnership__in=coordinated))
        .distinct()
        .order_by("name", "pk")
    )


def partnership_ids(viewer: Viewer, organisation: Organisation) -> tuple[int, ...]:
    """Return the partnerships whose areas and promises the viewer sees when bringing its counts."""
    member_in = organisation.memberships.values_list("partnership_id", flat=True)
    return tuple(sorted(set(member_in) & set(viewer.partnership_ids(Right.LOG))))


def deliveries(viewer: Viewer) -> QuerySet[Delivery]:
    """Return what has been delivered for the organisations in reach, the latest first."""
    return (
        Delivery.objects.seen_by(viewer)
        .select_related("organisation", "replacement")
        .order_by("-delivered_at", "-pk")
    )


def kept_overlaps(viewer: Viewer) -> int:
    """Return how many overlaps wait of those settled here that their own organisation settles itself."""
    places = viewer.partnership_ids(Right.SETTLE)
    members = Membership.objects.filter(partnership__in=places).values("organisation")
    every = Overlap.objects.whole(Purpose.COUNTING).filter(organisation__in=members, settled_as="")
    return every.exclude(pk__in=Overlap.objects.seen_by(viewer).values("pk")).count() if places else 0


def overlaps(viewer: Viewer) -> QuerySet[Overlap]:
    """Return the overlaps in reach, by time."""
    return (
        Overlap.objects.seen_by(viewer)
        .select_related("organisation", "kind_of_work", "area", "area_set", "delivery", "settled_by")
        .order_by("starts", "pk")
    )
