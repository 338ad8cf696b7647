"""No address of the staff ends in a blank page."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test import Client, RequestFactory

from tests.cast import Cast


@pytest.mark.parametrize("address", ["/intern", "/intern/loften", "/logga-in", "/komponenter", "/en/intern"])
def test_an_address_without_its_last_slash_leads_to_the_one_with_it(
    client: Client, db: None, address: str
) -> None:
    answer = client.get(address)

    assert (answer.status_code, answer["Location"]) == (301, f"{address}/")


def test_an_address_that_nobody_has_is_still_not_found(client: Client, db: None) -> None:
    assert client.get("/finns-inte").status_code == 404
    missing = client.get("/intern/finns-inte")
    assert missing.status_code == 404
    assert 'href="/intern/"' in missing.content.decode()


@pytest.mark.parametrize("address", ["/logga-in/", "/finns-inte/"])
def test_the_head_alone_is_sent_to_who_asks_for_it(db: None, address: str) -> None:
    """The server would throw the body away, and say so in the log for each request."""
    answers = {}
    for method in ("GET", "HEAD"):
        request = RequestFactory().generic(method, address)
        answer = WSGIHandler().get_response(request)
        assert isinstance(answer, HttpResponse)
        answers[method] = answer

    assert answers["HEAD"].content == b""
    assert answers["HEAD"].status_code == answers["GET"].status_code
    assert int(answers["HEAD"]["Content-Length"]) > 1_000


def test_a_page_that_is_asked_in_the_wrong_way_says_so(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)

    answer = client.put("/intern/")

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert "Hit skickas bara formulär" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/logga-in/", "/komponenter/", "/finns/inte/", "/intern/"])
def test_every_answer_says_what_it_may_ask_of_the_browser(path: str) -> None:
    answer = Client().get(path)

    policy = dict(part.split("=") for part in answer["Permissions-Policy"].split(", "))
    assert policy["camera"] == policy["microphone"] == "()"
    assert policy["geolocation"] == "(self)"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/logga-in/", "/intern/"])
def test_what_is_not_released_is_kept_by_no_cache_without_asking(path: str) -> None:
    cached = {part.strip() for part in Client().get(path)["Cache-Control"].split(",")}

    assert {"private", "no-cache"} <= cached
