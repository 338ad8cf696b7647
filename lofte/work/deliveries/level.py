"""How far a delivery reaches: asked when it is brought, and again when somebody wants it otherwise."""

from datetime import date

from lofte.accounts import held, reaching, ruling
from lofte.accounts.level_form import Guidance
from lofte.accounts.models import Organisation, Share
from lofte.accounts.rights import Right
from lofte.accounts.viewers import Viewer
from lofte.work.models import Delivery, Entry


def guidance(whose: Organisation, viewer: Viewer, on: date, last: Delivery | None) -> Guidance:
    """Return what is asked with; what was chosen last for this organisation is chosen beforehand."""
    is_ours = whose.pk in viewer.organisations_with(Right.LOG)
    right = Right.LOG if is_ours else Right.SETTLE
    circles = reaching.circles(whose, viewer, right, on, is_ours=is_ours)
    place = next((one.partnerships[0].pk for one in circles if one.partnerships), 0)
    before = reaching.choice_of(last, whose) if last is not None else None
    return Guidance(Delivery.sight, circles, ruling.read_first(place, on), before)


def may_choose(delivery: Delivery, viewer: Viewer, on: date) -> bool:
    """Say whether the viewer decides: its own organisation does; for one with nobody here, who settles."""
    if delivery.organisation_id in viewer.organisations_with(Right.LOG):
        return True
    logs = held.having(on, Right.LOG).filter(organisation=delivery.organisation_id)
    return bool(viewer.partnership_ids(Right.SETTLE)) and not logs.exists()


def open_to(whose: Organisation) -> list[Share]:
    """Return to whom the organisation's whole log is open: there delivered work is seen row by row anyway."""
    rows = Share.objects.filter(
        thing=Entry._meta.label, key=None, organisation=whose, withdrawn_at=None
    ).select_related("partnership")
    return list(rows.order_by("partnership__name", "pk"))
