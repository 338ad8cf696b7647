"""What the start page asks of a coordinator: drafts to finish, and promises with nothing after them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lofte.accounts.models import User
from lofte.accounts.viewers import viewer_of
from lofte.base.waiting import Item
from lofte.promises import actions
from lofte.promises.models import Promise
from lofte.promises.waiting import IN_GOOD_TIME, waiting
from tests.cast import Cast
from tests.promises.reading import AT, TODAY


def asked(user: User, on: date = TODAY) -> list[Item]:
    return list(waiting(viewer_of(user, on), on))


def adopted(cast: Cast, slug: str, starts: date, ends: date) -> Promise:
    return Promise.objects.create(
        partnership=cast.partnership,
        slug=slug,
        title=f"Löfte {slug}",
        starts=starts,
        ends=ends,
        adopted_on=starts,
        adopted_by=cast.coordinator,
    )


@pytest.fixture
def ending(cast: Cast) -> Promise:
    return adopted(cast, "2026", date(2026, 1, 1), date(2027, 1, 1))


def test_a_draft_says_what_is_left_of_it(draft: Promise, cast: Cast) -> None:
    first = draft.activities.order_by("position")[0]
    actions.confirm_activity(activity=first, by=cast.coordinator, at=AT)
    n_open = draft.questions.filter(settled_on=None).count()

    (item,) = asked(cast.coordinator)

    assert (item.text, item.url) == ("Gör klart utkastet", f"/intern/loften/{draft.pk}/")
    assert item.note == f"{draft.title}: {n_open} frågor kvar, 7 aktiviteter att granska"


def test_a_draft_with_nothing_left_still_waits_to_be_adopted(ready: Promise, cast: Cast) -> None:
    (item,) = asked(cast.coordinator)

    assert (item.text, item.note) == ("Anta löftet", f"{ready.title}: inget kvar att granska")


def test_others_are_not_asked(draft: Promise, ending: Promise, cast: Cast) -> None:
    for user in (cast.officer, cast.police_approver, cast.outsider):
        assert asked(user) == []


def test_a_promise_that_ends_soon_with_nothing_after_it_is_to_be_followed(
    ending: Promise, cast: Cast
) -> None:
    (item,) = asked(cast.coordinator)

    assert item.text == "Förbered nästa löfte"
    assert (item.due, item.part) == (date(2026, 12, 31), "due")
    assert item.url == "/intern/loften/lillkoping/nytt/"


def test_it_is_said_sixty_days_before_and_not_when_it_has_ended(ending: Promise, cast: Cast) -> None:
    first = ending.ends - IN_GOOD_TIME

    assert asked(cast.coordinator, first - timedelta(days=1)) == []
    assert asked(cast.coordinator, first) != []
    assert asked(cast.coordinator, ending.ends) == []


def test_a_draft_for_the_next_year_takes_its_place(ending: Promise, cast: Cast) -> None:
    actions.new_promise(
        partnership=cast.partnership,
        title="Löfte 2027",
        starts=date(2027, 1, 1),
        ends=date(2028, 1, 1),
        parties=[cast.police],
        by=cast.coordinator,
        at=AT,
    )

    (item,) = asked(cast.coordinator)

    assert (item.text, item.note) == ("Gör klart utkastet", "Löfte 2027: inga aktiviteter än")


def test_it_asks_once_however_many_promises(ending: Promise, draft: Promise, cast: Cast) -> None:
    viewer = viewer_of(cast.coordinator, TODAY)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        list(waiting(viewer, TODAY))

    assert len(queries) == 1
