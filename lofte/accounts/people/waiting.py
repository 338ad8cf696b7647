"""What waits for a second person: a role that signs, or a delegation asked for on a decision."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext

from lofte.accounts.people import rows
from lofte.accounts.rights import Right
from lofte.accounts.viewers import Viewer
from lofte.base.quoting import quoted
from lofte.base.waiting import Item


def waiting(viewer: Viewer, on: date) -> Iterator[Item]:
    """Offer the start page what this viewer may confirm: two queries, none for others."""
    where = viewer.partnership_ids(Right.ADMINISTER, Right.SIGN)
    if not where:
        return
    for one in rows.waiting(where, viewer):
        if one.may_confirm and one.role is not None:
            yield Item(
                text=gettext("Bekräfta en godkännare"),
                url=reverse("people:people", args=[one.role.partnership.slug]),
                note=format_html("{}, {}", one.role.user.name, quoted(one.role.organisation.name)),
            )
        elif one.may_confirm and one.delegation is not None:
            signatory, deputy = one.delegation.signatory, one.delegation.deputy
            yield Item(
                text=gettext("Bekräfta en ställföreträdare"),
                url=reverse("people:delegate", args=[signatory.partnership.slug]),
                note=gettext("%(deputy)s för %(name)s")
                % {"deputy": deputy.user.name, "name": signatory.user.name},
            )
