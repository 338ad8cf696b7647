"""Every address asks who comes, or stands in the one list of those that are open to all."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from lofte.accounts.rights import Right

OPEN_TO_ALL = {
    "work:link-sheet",  # its secret address is the key
    "obligations:feed",  # its secret address is the key
    "accounts:sign-in",
    "accounts:second-step",  # who has given the password, and is not signed in yet
    "accounts:second-step-first",
    "accounts:passkey",
    "accounts:invitation",  # its secret address is the key
    "beginning:begin",  # its secret address is the key
    "accounts:begin-via",  # out to an organisation's own sign-in, and back with its answer
    "accounts:oidc-answer",
    "accounts:saml-answer",
    "accounts:saml-done",
    "accounts:saml-metadata",
    "accounts:sign-out",
    "accounts:demo-sign-in",
    "work:phone",  # the app's shell, its worker and its manifest hold nothing of anybody
    "work:phone-manifest",
    "work:phone-worker",
}


def patterns(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    """Give every address's name with its view."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or pattern.pattern}", pattern.callback
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from patterns(pattern, inner)


VIEWS = dict(patterns(get_resolver()))


def test_every_view_is_guarded_or_open_on_purpose() -> None:
    bare = [name for name, view in VIEWS.items() if not getattr(view, "permission", None)]

    assert bare == []


def test_a_guard_asks_for_rights_that_exist() -> None:
    known = {*Right, "any", "public"}

    assert [name for name, view in VIEWS.items() if not set(view.permission) <= known] == []  # type: ignore[attr-defined]


def test_open_views_are_those_of_the_list() -> None:
    public = {name for name, view in VIEWS.items() if view.permission == ("public",)}  # type: ignore[attr-defined]

    assert {name for name in public if not name.startswith(("public:", "base:"))} == OPEN_TO_ALL
