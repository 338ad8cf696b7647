"""What every step of a follow-up does first: hold the row, and see that it stands where the step begins."""

from lofte.accounts.sight import Purpose
from lofte.followup.models import FollowUp


class Refused(Exception):
    """What a follow-up does not let happen; each kind carries its facts."""


class WrongState(Refused):
    """The follow-up is not where this can be done."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class ReasonMissing(Refused):
    """A new version, or a follow-up sent back, says why."""


def demand(followup: FollowUp, *states: str) -> None:
    if followup.state not in states:
        raise WrongState(followup.state)


def dropped_approvals(followup: FollowUp) -> int:
    n_dropped, _ = followup.approvals.all().delete()
    return n_dropped


def hold(followup: FollowUp) -> None:
    """Hold the row until the transaction is over, as it is saved now: two who write take turns."""
    FollowUp.objects.whole(Purpose.ACTING).select_for_update().get(pk=followup.pk)
    followup.refresh_from_db()


class SampleStands(Refused):
    """A sample was drawn from what was counted: it is broken off, with a reason, before that changes."""


def demand_no_sample(followup: FollowUp) -> None:
    """Refuse while a sample stands that was begun and not broken off."""
    if followup.samples.whole(Purpose.ACTING).filter(abandoned_at=None).exists():
        raise SampleStands
