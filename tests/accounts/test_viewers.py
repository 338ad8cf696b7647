"""A viewer is what the roles held on the day say, and nothing more."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from lofte.accounts.models import Role
from lofte.accounts.rights import Right
from lofte.accounts.viewers import viewer_of
from tests.cast import Cast


def test_a_role_counts_from_its_first_day_to_the_day_before_its_end(cast: Cast) -> None:
    Role.objects.filter(user=cast.coordinator).update(starts=date(2026, 1, 1), ends=date(2026, 5, 1))

    held = [bool(viewer_of(cast.coordinator, on).roles) for on in (date(2025, 12, 31), date(2026, 1, 1))]
    ended = [bool(viewer_of(cast.coordinator, on).roles) for on in (date(2026, 4, 30), date(2026, 5, 1))]

    assert (held, ended) == ([False, True], [True, False])


def test_another_partnerships_things_do_not_exist(cast: Cast) -> None:
    viewer = viewer_of(cast.outsider, date(2026, 1, 1))

    with pytest.raises(Http404):
        viewer.demand(cast.partnership.pk, Right.PREPARE)


def test_a_missing_right_in_ones_own_partnership_is_refused(cast: Cast) -> None:
    viewer = viewer_of(cast.officer, date(2026, 1, 1))

    with pytest.raises(PermissionDenied):
        viewer.demand(cast.partnership.pk, Right.PREPARE)


def test_a_person_acts_for_the_organisation_of_the_role_alone(cast: Cast) -> None:
    viewer = viewer_of(cast.police_approver, date(2026, 1, 1))

    assert viewer.organisation_ids(cast.partnership.pk, Right.SIGN) == (cast.police.pk,)
    assert viewer.organisation_ids(cast.partnership.pk, Right.PREPARE) == ()
