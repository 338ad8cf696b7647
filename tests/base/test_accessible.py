"""The accessibility statement says what its record holds; security.txt, whom to reach."""

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from lofte.base import accessibility
from tests.conftest import Freeze
from tests.work.making import text

RECORD: dict[str, Any] = {
    "assessed_on": "2026-03-01",
    "updated_on": "2026-04-02",
    "method": {"sv": "Vi provade själva.", "en": "We tested it ourselves."},
    "deviations": [
        {"key": "a", "noticed_on": "2026-02-03", "clause": "WCAG 1.3.1", "sv": "Raderna.", "en": "The rows."}
    ],
    "untested": [{"key": "b", "noticed_on": "2026-02-03", "sv": "Telefonen.", "en": "The phone."}],
    "outside": [{"key": "c", "sv": "Kartor.", "en": "Maps."}],
}


def test_a_record_is_read_in_either_language() -> None:
    swedish, english = (accessibility.read(RECORD, language) for language in ("sv", "en"))

    assert swedish.deviations[0] == accessibility.Remark("Raderna.", date(2026, 2, 3), "WCAG 1.3.1")
    assert [one.text for one in english.untested + english.outside] == ["The phone.", "Maps."]
    assert (swedish.assessed_on, swedish.updated_on) == (date(2026, 3, 1), date(2026, 4, 2))


@pytest.mark.parametrize(
    ("gone", "is_whole"), [((), False), (("deviations",), False), (("untested",), False)]
)
def test_what_is_wrong_or_not_tested_is_not_called_whole(gone: tuple[str, ...], is_whole: bool) -> None:
    record = RECORD | {key: [] for key in gone}

    assert accessibility.read(record, "sv").is_whole is is_whole
    assert accessibility.read(record | {"deviations": [], "untested": []}, "sv").is_whole


def test_a_statement_is_old_after_a_year() -> None:
    said = accessibility.read(RECORD, "sv")

    assert not said.is_old(date(2027, 3, 1))
    assert said.is_old(date(2027, 3, 2))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_says_all_that_the_record_holds(language: str, settings: Any) -> None:
    settings.OPERATOR, settings.CONTACT = "Lillköpings kommun", "hjalp@lillkoping.invalid"
    said = accessibility.statement(language)

    page = unescape(text(Client().get("/tillganglighet/" if language == "sv" else "/en/tillganglighet/")))

    for words in (*said.deviations, *said.untested, *said.outside):
        assert words.text in page
    assert "Lillköpings kommun" in page
    assert 'href="mailto:hjalp@lillkoping.invalid"' in page
    assert f'href="{accessibility.COMPLAINTS}"' in page
    assert ("delvis förenlig" if language == "sv" else "partly compliant") in page


def test_every_page_leads_to_the_statement() -> None:
    assert 'href="/tillganglighet/"' in text(Client().get("/komponenter/"))
    assert 'href="/en/tillganglighet/"' in text(Client().get("/en/komponenter/"))


def test_who_finds_a_fault_in_safety_is_told_where_to_go(settings: Any, freeze: Freeze) -> None:
    freeze("2026-03-10T12:00")
    settings.SECURITY_CONTACT = "mailto:sakerhet@lillkoping.invalid"
    settings.BASE_URL = "https://loften.lillkoping.invalid"

    answer = Client().get("/.well-known/security.txt")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "Contact: mailto:sakerhet@lillkoping.invalid",
        "Expires: 2026-09-06T00:00:00Z",
        "Preferred-Languages: sv, en",
        "Canonical: https://loften.lillkoping.invalid/.well-known/security.txt",
    ]


def test_without_somebody_to_reach_there_is_no_security_txt(settings: Any) -> None:
    settings.SECURITY_CONTACT = ""

    assert Client().get("/.well-known/security.txt").status_code == 404
