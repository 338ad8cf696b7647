"""Before anything is released."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "words"), [("/", "Inget är publicerat än"), ("/en/", "<h1")])
def test_the_front_page_says_what_will_be_here(client: Client, path: str, words: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert all("released_" in query["sql"] for query in asked)
