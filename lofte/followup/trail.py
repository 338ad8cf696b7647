"""The way to a follow-up's pages: from the list, by the promise and its period."""

from django.urls import reverse
from django.utils.translation import gettext

from lofte.base.quoting import quoted
from lofte.base.wording import period_short
from lofte.followup.models import FollowUp
from lofte.promises import language

Crumbs = list[tuple[str, str]]


def to_followup(followup: FollowUp) -> Crumbs:
    """Return the way to a period's follow-up, which has no address on its own page."""
    promise = followup.promise
    return [
        (gettext("Uppföljning"), reverse("followup:list")),
        (quoted(promise.title), reverse("promises:promise", args=[promise.pk])),
        (period_short(followup.period, language.current()), ""),
    ]


def to_sample(followup: FollowUp, *below: str) -> Crumbs:
    """Return the way to a follow-up's sample, or to a page below it."""
    *above, (period, _) = to_followup(followup)
    way = [*above, (period, reverse("followup:approve", args=[followup.pk]))]
    if not below:
        return [*way, (gettext("Stickprov"), "")]
    return [*way, (gettext("Stickprov"), reverse("followup:sample", args=[followup.pk])), (below[0], "")]
