"""What the start page says of deliveries: overlaps that nobody has settled."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from lofte.accounts.rights import Right
from lofte.accounts.sight import Purpose
from lofte.accounts.viewers import Viewer
from lofte.base.waiting import Item
from lofte.promises.models import Promise
from lofte.work.deliveries import reach
from lofte.work.models import Overlap


def open_in(promise: Promise) -> int:
    """Return how many overlaps wait that can change what a promise counts."""
    return (
        Overlap.objects.whole(Purpose.ACTING)
        .filter(
            organisation__memberships__partnership=promise.partnership_id,
            settled_as="",
            starts__lt=promise.ends,
            ends__gt=promise.starts,
        )
        .count()
    )


def waiting(viewer: Viewer, on: date) -> Iterator[Item]:
    """Offer the start page the overlaps that wait for somebody: until then only what came first counts."""
    if not viewer.partnership_ids(Right.LOG):
        return
    n = reach.overlaps(viewer).filter(settled_as="").count()
    if n:
        said = ngettext("Avgör %(n)d överlapp i loggen", "Avgör %(n)d överlapp i loggen", n)
        yield Item(text=said % {"n": n}, url=reverse("work:overlaps"), part="sort")
