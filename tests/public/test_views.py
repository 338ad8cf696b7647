"""The public pages: one query each, released tables only, and nothing that a cache could not keep."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lofte.base import stylesheet
from lofte.publication import rendering
from lofte.released.models import Page
from tests.released_world import World

ADDRESS = "/lillkoping/loften/2021/2021-T1/v1/"


def test_every_released_address_costs_one_query_of_released_tables(
    world: World, db: None, client: Client
) -> None:
    for path in Page.objects.values_list("path", flat=True):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = client.get(path)

        assert answer.status_code in {200, 302}, path
        assert len(asked) == 1, path
        assert "FROM released_page " in asked[0]["sql"]
        assert not answer.cookies


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        (ADDRESS, "text/html; charset=utf-8"),
        (f"/en{ADDRESS}", "text/html; charset=utf-8"),
        ("/lillkoping/loften/2021/2021-T1/v1.json", "application/json"),
        ("/lillkoping/loften/2021/2021-T1/v1.csv", "text/csv; charset=utf-8"),
        ("/lillkoping/loften/2021/2021-T1/v1.pdf", "application/pdf"),
    ],
)
def test_each_format_has_its_media_type(
    world: World, db: None, client: Client, path: str, media_type: str
) -> None:
    assert client.get(path).headers["Content-Type"] == media_type


def test_a_page_that_the_browser_has_is_not_sent_again(world: World, db: None, client: Client) -> None:
    etag = client.get(ADDRESS).headers["ETag"]

    again = client.get(ADDRESS, headers={"if-none-match": etag})
    other = client.get(ADDRESS, headers={"if-none-match": '"annan"'})

    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200


def test_a_page_goes_out_packed_to_who_can_unpack_it(world: World, db: None, client: Client) -> None:
    packed = client.get(ADDRESS, headers={"accept-encoding": "gzip, br"})
    plain = client.get(ADDRESS)

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert len(packed.content) < len(plain.content) / 3
    assert "Accept-Encoding" in packed.headers["Vary"]


@pytest.mark.parametrize(("path", "language"), [(ADDRESS, "sv"), (f"/en{ADDRESS}", "en"), ("/nej/", "sv")])
def test_the_address_alone_says_the_language(
    world: World, db: None, client: Client, path: str, language: str
) -> None:
    answer = client.get(path, headers={"accept-language": "en" if language == "sv" else "sv"})

    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in answer.content.decode()
    assert "Accept-Language" not in answer.headers.get("Vary", "")


def test_a_period_leads_to_its_newest_version(world: World, db: None, client: Client) -> None:
    assert client.get("/lillkoping/loften/2021/2021-T1/").headers["Location"] == ADDRESS
    assert client.get("/en/lillkoping/loften/2021/2021-T1/").headers["Location"] == f"/en{ADDRESS}"


def test_a_forgotten_slash_is_mended(world: World, db: None, client: Client) -> None:
    answer = client.get(ADDRESS.rstrip("/"))

    assert (answer.status_code, answer.headers["Location"]) == (301, ADDRESS)


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/Lillkoping/", "/lillkoping/"),
        ("/lillköping/", "/lillkoping/"),
        ("/LILLKÖPING", "/lillkoping/"),
        ("/lillko%CC%88ping/", "/lillkoping/"),
        ("/lillkoping/loften/2021/2021-t1/V1", ADDRESS),
        ("/lillkoping/loften/2021/2021-T1/v1.json/", "/lillkoping/loften/2021/2021-T1/v1.json"),
        ("/en/lillkoping/loften/2021/2021-T1/v1.csv", "/lillkoping/loften/2021/2021-T1/v1.csv"),
        ("/lillkoping/loften", "/lillkoping/loften/"),
    ],
)
def test_an_address_written_a_little_wrong_leads_to_what_was_meant(
    world: World, db: None, client: Client, path: str, meant: str
) -> None:
    answer = client.get(path)

    assert (answer.status_code, answer.headers["Location"]) == (301, meant)


def test_the_folder_of_promises_leads_to_the_place(world: World, db: None, client: Client) -> None:
    assert client.get("/lillkoping/loften/").headers["Location"] == "/lillkoping/"
    assert client.get("/en/lillkoping/loften/").headers["Location"] == "/en/lillkoping/"


@pytest.mark.parametrize(
    "path", ["/finns-inte/", "/lillkoping/loften/2099/", "/en/finns-inte", "/lillkoping/x.pdf"]
)
def test_what_is_not_released_is_not_found(world: World, db: None, client: Client, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert not answer.cookies


def test_nobody_posts_to_a_public_page(world: World, db: None, client: Client) -> None:
    assert client.post(ADDRESS).status_code == 405


def test_a_page_is_light_before_it_is_packed(world: World, db: None, client: Client) -> None:
    """The demonstration: 64 kB of HTML with twelve activities, 48 kB with eleven, the map apart."""
    text = client.get(ADDRESS).content.decode()
    bare = re.sub(r'<svg class="chart area-map".*?</svg>', "", text, flags=re.DOTALL)
    n_activities = text.count('class="activity"')

    assert len(bare.encode()) < 7_000 + 4_000 * n_activities
    assert len(stylesheet.joined(staff=False).encode()) < 20_800


def test_a_page_leaves_out_what_holds_unsaid_and_nothing_else() -> None:
    page = "<ul>\n  <li>ett</li>\n  <li><a>två</a></li>\n</ul>\n<p>tre</p>\n<li>fyra</li> fem"

    assert rendering.lean(page) == "<ul>\n<li>ett\n<li><a>två</a>\n</ul>\n<p>tre</p>\n<li>fyra</li> fem"


def test_a_page_is_small_and_asks_nobody_else(world: World, db: None, client: Client) -> None:
    page = client.get(ADDRESS, headers={"accept-encoding": "gzip"})
    text = client.get(ADDRESS).content.decode()

    assert len(page.content) < 20_000
    assert text.count('rel="stylesheet"') == 1
    assert "<script" not in text
    assert "style=" not in text
    assert not [
        part for part in text.split('"') if part.startswith(("http:", "https:")) and "w3.org" not in part
    ]
