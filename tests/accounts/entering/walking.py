"""A browser without a screen: it walks to the provider and back, with the cookies of each."""

import re
from html import unescape
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, ProxyHandler, Request, build_opener

OURS = "http://localhost:8000"


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


class Walker:
    """Knows one provider."""

    def __init__(self) -> None:
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()), _Stay(), ProxyHandler({}))

    def _get(self, address: str) -> tuple[str, str]:
        try:
            with self.opener.open(Request(address)) as answer:
                return "", answer.read().decode()
        except HTTPError as error:
            with error:
                return error.headers.get("Location") or "", error.read().decode()

    def back(self, address: str) -> str:
        """Follow the provider until it leads back to us; return that address without our host."""
        base = address
        for _ in range(8):
            where, _text = self._get(address)
            if where.startswith(OURS):
                return where.removeprefix(OURS)
            parts = urlsplit(base)
            address = where if "://" in where else f"{parts.scheme}://{parts.netloc}{where}"
        raise AssertionError(f"the provider does not lead back: {address}")

    def answer(self, address: str) -> str:
        """Return the SAML answer in the form that the provider's page would send."""
        _, text = self._get(address)
        found = re.search(r'name="SAMLResponse"\s+value="([^"]+)"', text)
        assert found, text[:500]
        return unescape(found[1])


def sent(address: str) -> dict[str, str]:
    """Return what an address carries."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
