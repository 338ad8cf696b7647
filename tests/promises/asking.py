"""How the tests ask for pages and send forms."""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from lofte.accounts import reaching, ruling
from lofte.accounts.models import Organisation, User
from lofte.accounts.reaching import Choice, Circle
from lofte.promises.models import Promise
from tests.cast import Cast
from tests.promises.reading import AT, TODAY

HERE = ["lillkoping"]


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def post(client: Client, name: str, args: list[Any], /, **values: Any) -> HttpResponse:
    """Send a form with a key of its own, unless one is handed in."""
    if name in {"paste", "upload"}:
        values = {"whom": f"egen-{Organisation.objects.get(slug='lillkopings-kommun').pk}"} | values
    answer: HttpResponse = client.post(  # type: ignore[assignment]
        reverse(f"promises:{name}", args=args), {"once": str(uuid4())} | values
    )
    return answer


def page(client: Client, name: str, args: list[Any] | None = None, query: str = "") -> str:
    """Return a page's text; it is there."""
    answer = client.get(reverse(f"promises:{name}", args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def for_all(draft: Promise, cast: Cast) -> None:
    """Let the whole partnership see the document that a draft was read from."""
    assert draft.document is not None
    rule = ruling.grounds(ruling.read_first(cast.partnership.pk, TODAY), cast.municipality)[0]
    choice = Choice(Circle(cast.municipality, (cast.partnership,)), rule)
    reaching.choose(draft.document, choice, verb="document.level_chosen", by=cast.coordinator, at=AT)
