"""In the margin of a wide screen stand numbers and contents: on the sheet, and on no other words."""

from collections.abc import Callable

import pytest

from tests.browser import checks
from tests.browser.pages import LOOKS
from tests.browser.serving import Server
from tests.browser.visiting import Visitor

ServerOf = Callable[[str], Server]
LetIn = Callable[..., Visitor]

WIDE = {"width": 1280, "height": 900}
OFF = """() => {
  const column = document.querySelector('.report-head').getBoundingClientRect().left;
  const rows = [...document.querySelectorAll('.activity-number, .page-contents a')];
  return rows.filter((one) => {
    const box = one.getBoundingClientRect();
    return box.left < 0 || box.right > column;
  }).map((one) => one.outerHTML.slice(0, 120));
}"""


@pytest.mark.parametrize("name", ["public:page-follow-up-long", "public:page-promise"])
def test_what_hangs_in_the_margin_is_on_the_sheet(name: str, serve: ServerOf, visitor: LetIn) -> None:
    look = next(one for one in LOOKS if str(one) == name)
    guest = visitor(serve("demo"), viewport=WIDE)
    page = guest.page

    page.goto(look.address(guest.server.landmarks, "sv"))

    assert page.locator(".activity-number").count() >= 10
    assert page.evaluate(OFF) == []


LONG = """() => document.querySelectorAll('.glance a, .activity-head h3, .area-card a').forEach((one) => {
  one.textContent = 'Åtgärdssamordningsöverenskommelseförhandling';
})"""


def test_a_word_wider_than_a_phone_is_broken(serve: ServerOf, visitor: LetIn) -> None:
    look = next(one for one in LOOKS if str(one) == "public:page-follow-up-long")
    guest = visitor(serve("demo"), viewport={"width": 320, "height": 800})
    page = guest.page
    page.goto(look.address(guest.server.landmarks, "sv"))

    page.evaluate(LONG)

    assert page.evaluate(checks.WIDE) == []


MET = """() => {
  document.documentElement.style.fontSize = '32px';
  return [...document.querySelectorAll('svg.promise-line, svg.week-row, svg.share')].flatMap((drawing) => {
    const boxes = [...drawing.querySelectorAll('text')].map((one) => one.getBoundingClientRect());
    const apart = (a, b) => a.left > b.right - 2 || a.top > b.bottom - 6;
    const meet = (a, b) => !apart(a, b) && !apart(b, a);
    const met = boxes.some((one, n) => boxes.slice(n + 1).some((other) => meet(one, other)));
    return met ? [drawing.outerHTML.slice(0, 99)] : [];
  });
}"""


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_words_in_a_picture_never_meet_when_the_text_is_twice_as_large(
    width: int, serve: ServerOf, visitor: LetIn
) -> None:
    look = next(one for one in LOOKS if str(one) == "public:page-follow-up-long")
    guest = visitor(serve("demo"), viewport={"width": width, "height": 900})
    page = guest.page
    page.goto(look.address(guest.server.landmarks, "sv"))

    assert page.evaluate(MET) == []


def test_the_contents_stay_in_sight_and_lead_where_they_say(serve: ServerOf, visitor: LetIn) -> None:
    look = next(one for one in LOOKS if str(one) == "public:page-follow-up-long")
    guest = visitor(serve("demo"), viewport=WIDE)
    page = guest.page
    page.goto(look.address(guest.server.landmarks, "sv"))

    page.locator("#omraden").scroll_into_view_if_needed()
    link = page.locator(".page-contents a").last
    assert page.evaluate("() => document.querySelector('.page-contents').getBoundingClientRect().top >= 0")
    link.click()

    assert page.url.endswith("#hamta")
