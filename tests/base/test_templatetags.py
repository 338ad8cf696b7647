"""The words of templates: in the reader's language, and Swedish marked as Swedish."""

from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

NBSP = "\N{NO-BREAK SPACE}"


def shown(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_figures_and_days_follow_the_language() -> None:
    source = "{{ n|number }} {{ share|percent }} {{ day|day_long }} {{ key|period_name }}"
    values = {"n": 1234, "share": 12.5, "day": "2021-05-03", "key": "2021-W14"}

    assert shown(source, **values) == f"1{NBSP}234 12,5{NBSP}% 3{NBSP}maj 2021 v.{NBSP}14 2021"
    with translation.override("en"):
        assert shown(source, **values) == f"1,234 12.5% 3{NBSP}May 2021 week{NBSP}14, 2021"


def test_a_moment_is_told_in_swedish_time() -> None:
    moment = datetime(2021, 5, 3, 12, 30, tzinfo=UTC)

    assert shown("{{ at|clock }}", at=moment) == "14.30"
    assert shown("{{ at|day_short }}", at=datetime(2021, 5, 3, 23, 30, tzinfo=UTC)) == f"4{NBSP}maj"


def test_what_is_missing_is_not_written() -> None:
    assert shown("{{ n|number }}{{ n|percent }}{{ n|day_long }}{{ n|clock }}", n=None) == ""


def test_swedish_in_an_english_page_says_so_and_is_escaped() -> None:
    source = "{% quoted name %}"

    assert shown(source, name="Råslätt") == "Råslätt"
    with translation.override("en"):
        assert shown(source, name="<Råslätt>") == '<span lang="sv">&lt;Råslätt&gt;</span>'


@pytest.mark.parametrize(
    ("here", "there"),
    [("/", "/en/"), ("/jonkoping/", "/en/jonkoping/"), ("/en/jonkoping/", "/jonkoping/"), ("/en/", "/")],
)
def test_the_same_page_in_the_other_language(here: str, there: str) -> None:
    assert shown("{% other_language_url %}", request=RequestFactory().get(here)) == there
    assert shown("{% other_language_url %}", address=here) == there


def test_columns_of_figures_stand_to_the_right() -> None:
    table = {"rows": (("Råslätt", "412", "klart"), ("Ekhagen", "\N{MINUS SIGN}3", "12 kvar?"))}
    source = "{% for cell, is_figure in row|in_columns:table %}{{ is_figure }} {% endfor %}"

    assert shown(source, row=("Område", "Gjort", "Läge"), table=table) == "False True False "


def test_a_status_has_the_words_that_the_pictures_have() -> None:
    source = '{% include "components/status.html" with status="behind" %}'

    assert "ligger efter" in shown(source)
    assert " is-behind" in shown(source)
    with translation.override("en"):
        assert ">behind<" in shown(source)
