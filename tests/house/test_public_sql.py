"""The public site reads what is released and nothing else: no live table, session, cache or limiter."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lofte.released.models import Page

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FOLLOWUP = "/lillkoping/loften/lofte-2026/2026-T1/v1"
RELEASED = {
    "/": "text/html; charset=utf-8",
    "/lillkoping/": "text/html; charset=utf-8",
    "/lillkoping/loften/lofte-2026/": "text/html; charset=utf-8",
    "/lillkoping/loften/lofte-2026/2026-T1/": "text/uri-list",
    f"{FOLLOWUP}/": "text/html; charset=utf-8",
    f"/en{FOLLOWUP}/": "text/html; charset=utf-8",
    f"{FOLLOWUP}.json": "application/json",
    f"{FOLLOWUP}.csv": "text/csv; charset=utf-8",
    f"{FOLLOWUP}.pdf": "application/pdf",
}
NOT_RELEASED = [
    "/en/",
    "/ingen/",
    "/ingen/sida",
    FOLLOWUP,
    "/komponenter/",
    "/en/komponenter/",
    "/tillganglighet/",
]
TABLE = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE|TABLE)\s+\"?(\w+)", re.IGNORECASE)


@pytest.fixture
def _released(db: None) -> None:
    for path, media_type in RELEASED.items():
        body = f"{FOLLOWUP}/" if media_type == "text/uri-list" else f"Det som stod på {path}"
        Page.objects.create(
            path=path, language="sv", media_type=media_type, body=body.encode(), etag="x", rendered_at=NOW
        )


def asked(path: str) -> tuple[HttpResponseBase, list[str]]:
    """Return the answer to somebody without cookies, and the statements it took."""
    with CaptureQueriesContext(connection) as queries:
        answer = Client().get(path)
    return answer, [query["sql"] for query in queries.captured_queries]


@pytest.mark.usefixtures("_released")
@pytest.mark.parametrize("path", [*RELEASED, *NOT_RELEASED])
def test_a_public_address_asks_released_tables_alone(path: str) -> None:
    answer, statements = asked(path)

    tables = {table for sql in statements for table in TABLE.findall(sql)}
    assert answer.status_code in {200, 301, 302, 404}
    assert [table for table in tables if not table.startswith("released_")] == []
    assert all(sql.startswith("SELECT") for sql in statements)
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.usefixtures("_released")
@pytest.mark.parametrize("path", RELEASED)
def test_a_released_address_costs_one_query(path: str) -> None:
    answer, statements = asked(path)

    assert answer.status_code in {200, 302}
    assert len(statements) == 1


@pytest.mark.usefixtures("_released")
def test_a_sign_of_a_live_table_would_be_seen() -> None:
    sql = 'SELECT 1 FROM "promises_promise" INNER JOIN released_page ON 1 = 1'

    assert TABLE.findall(sql) == ["promises_promise", "released_page"]
