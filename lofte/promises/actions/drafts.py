"""What every change of a draft passes first, and the refusals that it can meet."""

from collections.abc import Iterable

from lofte.accounts.models import Membership, Organisation
from lofte.accounts.sight import Purpose
from lofte.places.models import AreaSet
from lofte.promises.models import Activity, Promise


class AlreadyAdopted(Exception):
    """An adopted promise is not changed again."""

    def __init__(self, promise_id: int) -> None:
        super().__init__(f"promise {promise_id} is adopted")
        self.promise_id = promise_id


class ForeignOrganisation(Exception):
    """An organisation that is not a member of the promise's partnership."""

    def __init__(self, organisation_id: int) -> None:
        super().__init__(f"organisation {organisation_id}")
        self.organisation_id = organisation_id


class ForeignAreaSet(Exception):
    """An area set of another partnership."""

    def __init__(self, area_set_id: int) -> None:
        super().__init__(f"area set {area_set_id}")
        self.area_set_id = area_set_id


class BackwardsPeriod(Exception):
    """A time that ends before it begins."""


def held_open(promise_id: int) -> Promise:
    """Return the promise, held until the transaction ends; refuse when it is adopted."""
    promise = Promise.objects.whole(Purpose.ACTING).select_for_update().get(pk=promise_id)
    if promise.is_adopted:
        raise AlreadyAdopted(promise_id)
    return promise


def touched(activity: Activity) -> None:
    """A changed activity is to be looked at again."""
    Activity.objects.filter(pk=activity.pk).update(confirmed_at=None, confirmed_by=None)
    activity.confirmed_at = activity.confirmed_by = None


def demand_members(partnership_id: int, organisations: Iterable[Organisation]) -> list[Organisation]:
    """Return the organisations in their order, without doubles; refuse one from outside."""
    wanted = list(dict.fromkeys(organisations))
    members = set(
        Membership.objects.filter(partnership_id=partnership_id).values_list("organisation_id", flat=True)
    )
    for one in wanted:
        if one.pk not in members:
            raise ForeignOrganisation(one.pk)
    return wanted


def demand_sets(partnership_id: int, sets: Iterable[AreaSet]) -> list[AreaSet]:
    """Return the sets in their order, without doubles; refuse one of another partnership."""
    wanted = list(dict.fromkeys(sets))
    for one in wanted:
        if one.partnership_id != partnership_id:
            raise ForeignAreaSet(one.pk)
    return wanted
