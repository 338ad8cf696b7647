"""Asking an identity provider something over HTTP: TLS, no redirects, a time limit, a largest size."""

import json
import ssl
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlencode, urlsplit

PATIENCE = 10  # seconds
LARGEST = 1_000_000  # bytes


class ProviderSilent(Exception):
    """The provider does not answer as it should."""


class UnsafeAddress(Exception):
    """The address is neither https nor on this machine."""


def demand_safe(address: str) -> None:
    """Refuse an address that a secret must not be sent to."""
    parts = urlsplit(address)
    if not parts.hostname or parts.username or parts.fragment:
        raise UnsafeAddress(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_here(parts.hostname)):
        raise UnsafeAddress(address)


def demand_beside(address: str, issuer: str) -> None:
    """Refuse what a provider elsewhere names on this machine: Löfte is not sent to its own neighbours."""
    demand_safe(address)
    if _is_here(urlsplit(address).hostname or "") and not _is_here(urlsplit(issuer).hostname or ""):
        raise UnsafeAddress(address)


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def get_json(address: str, **headers: str) -> dict[str, Any]:
    """Return what lies at the address."""
    return _json("GET", address, None, headers)


def post_json(address: str, fields: dict[str, str], **headers: str) -> dict[str, Any]:
    """Send a form and return the answer."""
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    return _json("POST", address, urlencode(fields), headers)


def _json(method: str, address: str, body: str | None, headers: dict[str, str]) -> dict[str, Any]:
    demand_safe(address)
    try:
        found = json.loads(_answer(method, address, body, headers))
    except (OSError, HTTPException, ValueError) as fault:
        raise ProviderSilent from fault
    if not isinstance(found, dict):
        raise ProviderSilent
    return found


def _answer(method: str, address: str, body: str | None, headers: dict[str, str]) -> bytes:
    parts = urlsplit(address)
    host = parts.hostname or ""
    made: HTTPConnection
    if parts.scheme == "https":
        made = HTTPSConnection(host, parts.port, timeout=PATIENCE, context=ssl.create_default_context())
    else:
        made = HTTPConnection(host, parts.port, timeout=PATIENCE)
    path = parts._replace(scheme="", netloc="").geturl() or "/"
    try:
        made.request(method, path, body, {"Accept": "application/json", **headers})
        answer = made.getresponse()
        content = answer.read(LARGEST + 1)
    finally:
        made.close()
    if answer.status != 200 or len(content) > LARGEST:
        raise ProviderSilent
    return content
