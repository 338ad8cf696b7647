"""How the tests ask for pages and send forms."""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from lofte.accounts.models import User

HERE = ["lillkoping"]


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def post(client: Client, name: str, args: list[Any], /, **values: Any) -> HttpResponse:
    """Send a form with a key of its own, unless one is handed in."""
    answer: HttpResponse = client.post(  # type: ignore[assignment]
        reverse(f"promises:{name}", args=args), {"once": str(uuid4())} | values
    )
    return answer


def page(client: Client, name: str, args: list[Any] | None = None, query: str = "") -> str:
    """Return a page's text; it is there."""
    answer = client.get(reverse(f"promises:{name}", args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()
