"""Every staff page says what it shows, so that the trail can say who has seen it."""

from django.apps import apps

from lofte.base.reading import NOTHING, Read
from tests.house.test_views import OPEN_TO_ALL, VIEWS

STAFF = {
    name: view
    for name, view in VIEWS.items()
    if view.permission != ("public",) or name == "obligations:feed"  # type: ignore[attr-defined]
}


def test_every_staff_page_is_a_declared_read_or_says_that_it_shows_nothing() -> None:
    silent = [name for name, view in STAFF.items() if not getattr(view, "read", None)]

    assert silent == []


def test_a_declared_read_names_a_kind_of_thing_and_a_part_of_the_address() -> None:
    reads = {name: view.read for name, view in STAFF.items() if view.read != NOTHING}  # type: ignore[attr-defined]

    assert all(isinstance(read, Read) for read in reads.values())
    for name, read in reads.items():
        assert read.verb.endswith((".read", ".exported")), name
        assert apps.get_model(read.thing), name


def test_what_is_open_to_all_and_no_calendar_shows_nothing_protected() -> None:
    declared = {name for name in OPEN_TO_ALL if getattr(VIEWS[name], "read", None)}

    assert declared == {"obligations:feed"}
