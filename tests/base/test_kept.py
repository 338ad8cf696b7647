"""A question whose words are kept answers as the same question written anew."""

from datetime import date
from typing import Any

import pytest
from django.db.models import QuerySet

from lofte.accounts.models import Role
from lofte.base.kept import Kept
from tests.cast import Cast

EMPTY: list[tuple[Any, ...]] = []


def _of(user: int, on: date) -> QuerySet[Role, tuple[Any, ...]]:
    return (
        Role.objects.filter(user=user, starts__lte=on, kind="coordinator").order_by("pk").values_list("kind")
    )


def test_each_asking_has_its_own_values(cast: Cast) -> None:
    kept = Kept(_of, user=-1, on=date(1, 1, 2))
    me, outsider = cast.coordinator.pk, cast.officer.pk
    today = date(2026, 11, 20)

    found = [
        kept.rows(user=user, on=on) for user, on in ((me, today), (outsider, today), (me, date(1990, 1, 1)))
    ]

    assert found == [list(_of(me, today)), EMPTY, EMPTY]
    assert found[0] == [("coordinator",)]


def test_a_value_that_is_not_given_is_missed(cast: Cast) -> None:
    kept = Kept(_of, user=-1, on=date(1, 1, 2))

    with pytest.raises(KeyError):
        kept.rows(user=cast.coordinator.pk)
