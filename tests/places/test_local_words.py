"""A name that is a place here is no person, in every form; it costs one query, only where a name stands."""

from uuid import uuid4

import pytest
from django import forms
from pytest_django import DjangoAssertNumQueries

from lofte.base.once import OnceForm
from lofte.base.screened import ScreenedMixin
from lofte.places.models import Place
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SENT_BEFORE = 1  # query: whether the form has been received already


class Note(ScreenedMixin, OnceForm):
    reason = forms.CharField()
    more = forms.CharField(required=False)


def note(reason: str, more: str = "") -> Note:
    return Note({"once": str(uuid4()), "reason": reason, "more": more})


def test_a_place_with_a_persons_name_is_no_person(cast: Cast) -> None:
    before = note("Lugnt kring Kerstin.").is_valid()

    Place.objects.create(partnership=cast.partnership, name="Kerstin", area=cast.north_area)

    assert not before
    assert note("Lugnt kring Kerstin.").is_valid()


def test_the_names_are_asked_for_once_and_only_where_a_name_stands(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(SENT_BEFORE):
        note("104 fotpatruller, lugnt.").is_valid()
    with django_assert_num_queries(SENT_BEFORE + 1):
        note("Kerstin ringde.", "Sedan ringde Lisbeth.").is_valid()
