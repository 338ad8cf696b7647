"""The components page: every component, in both languages, without a style of its own."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.utils import translation

from lofte.base import gallery, views

FOLDER = Path(gallery.__file__).parent / "templates" / "components"
NAMES = sorted(path.stem for path in FOLDER.glob("*.html"))


@pytest.fixture(scope="module", params=["/komponenter/", "/en/komponenter/"])
def page(request: pytest.FixtureRequest) -> str:
    return Client().get(request.param).content.decode()


def test_the_page_speaks_its_language(page: str) -> None:
    language = "en" if 'hreflang="sv"' in page else "sv"

    assert f'<html lang="{language}">' in page
    assert ("expected now" if language == "en" else "väntat nu") in page


def test_every_component_says_what_it_takes_and_when() -> None:
    with translation.override("sv"):
        whens = gallery.context("sv")["whens"]

    for name in NAMES:
        first = (FOLDER / f"{name}.html").read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith(f"{{# {name}: "), name
        assert whens.get(name), f"{name} is not explained on the components page"


def test_every_component_is_shown(noted_templates: None) -> None:
    with translation.override("sv"):
        shown = Client().get("/komponenter/")
        used = {template.name for template in shown.templates}

    missing = {name for name in NAMES if f"components/{name}.html" not in used}
    assert missing == {"error_page"}, "the error page is linked to, not shown"


def test_nothing_carries_its_own_style_or_script(page: str) -> None:
    assert " style=" not in page
    assert re.findall(r"<script(?! [^>]*src=)", page) == []
    assert re.findall(r' on[a-z]+="', page) == []


def test_simulated_figures_say_so_inside_every_picture(page: str) -> None:
    pictures = re.findall(r'<svg [^>]*role="img".*?<(?:figcaption|details|/figure)', page, flags=re.DOTALL)

    assert len(pictures) == 6
    assert all(re.search(r"<text[^>]*>(Simulerat|Simulated)</text>", picture) for picture in pictures)


def test_no_name_is_given_twice(page: str) -> None:
    ids = re.findall(r' id="([^"]+)"', page)

    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("status", [400, 403, 404, 413, 500])
def test_an_error_is_answered_in_plain_words(status: int) -> None:
    html = get_template(f"base/{status}.html").render({}, RequestFactory().get("/finns-inte/"))

    assert "<h1>" in html
    assert "href=" in html


def test_a_page_that_is_not_there_offers_the_way_home(client: Client) -> None:
    answer = views.not_found(RequestFactory().get("/borta/"), Exception())

    assert answer.status_code == 404
    assert 'href="/"' in answer.content.decode()
