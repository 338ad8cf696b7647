"""Two worlds that differ in what another organisation keeps to itself, and all that somebody is told in each.

What is told is written down as it came, but for what is new in every answer: the keys of forms, and hidden
keys, which are named here by the turn in which they come. Two worlds that tell the same read the same.
"""

import io
import re
import zipfile
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve

from lofte.accounts.models import User

BACKEND = "django.contrib.auth.backends.ModelBackend"
LINK = re.compile(r'(?:href|action|src)="([^"]+)"')
# New in each answer: the keys of its forms, what a passkey is asked to sign, when a workbook was made.
FRESH = re.compile(
    r'(?:(?<=name="csrfmiddlewaretoken" value=")|(?<=X-CSRFToken": "))\w+|(?<="token": ")\w+'
    r"|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"
    r"|(?<=challenge&quot;: &quot;)[\w-]+"
    r'|(?<=<dcterms:created xsi:type="dcterms:W3CDTF">)[^<]+'
    r'|(?<=<dcterms:modified xsi:type="dcterms:W3CDTF">)[^<]+'
)
HIDDEN = re.compile(r"\b(?:[0-9a-f]{16}|[0-9a-f]{40})\b")  # keys of rows, and of pairs of them
NOT_COMPARED = {"Set-Cookie", "Expires"}  # a session's own word, and the clock's
PACKED = b"PK"
OF_A_KIND = 1  # address of each sort that is asked for: of what a list holds, the first
ELSEWHERE = ("accounts:", "public:", "base:")  # which no entry reaches; the stage's own addresses go there


@dataclass
class Told:
    """What somebody was told at each address, in the order in which they came there."""

    by_address: dict[str, str] = field(default_factory=dict)
    turns: dict[str, str] = field(default_factory=dict)

    def named(self, words: str) -> str:
        """Return the words with hidden keys named by their turn."""
        return HIDDEN.sub(lambda key: self.turns.setdefault(key[0], f"key-{len(self.turns)}"), words)


def _said(answer: HttpResponseBase) -> str:
    """Return all of an answer, head and body; a workbook is opened."""
    body = answer.getvalue()
    left_out = NOT_COMPARED
    if body[:2] == PACKED:  # the moment in it makes it a byte longer or shorter
        left_out = NOT_COMPARED | {"Content-Length"}
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"\n".join(name.encode() + b"\n" + book.read(name) for name in book.namelist())
    head = [f"{name}: {value}" for name, value in sorted(answer.headers.items()) if name not in left_out]
    return FRESH.sub("", "\n".join([str(answer.status_code), *head, body.decode("utf-8", "replace")]))


def sort_of(address: str) -> str:
    """Return the name of an address with what it asks for; "" for what lies elsewhere."""
    parts = urlsplit(address)
    try:
        name = resolve(parts.path).view_name if not parts.netloc else ""
    except Resolver404:
        return ""
    asked = sorted(key for key, _ in parse_qsl(parts.query, keep_blank_values=True))
    return f"{name}?{'&'.join(asked)}" if name and not name.startswith(ELSEWHERE) else ""


@contextmanager
def undone() -> Iterator[None]:
    """Take back what comes of it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def client_of(person: User | None) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person, backend=BACKEND)
    return client


def told(person: User | None, addresses: Iterable[str], *, follows: bool = False) -> Told:
    """Go to some addresses as somebody, and to those that they lead to."""
    client, found, n_of = client_of(person), Told(), Counter[str]()
    ahead = deque(addresses)
    been = set(ahead)
    while ahead:
        address = ahead.popleft()
        with undone():
            answer = client.get(address)
            said = _said(answer)
        found.by_address[found.named(address)] = found.named(said)
        if not follows or answer.status_code != 200 or "html" not in answer.headers.get("Content-Type", ""):
            continue
        for link in LINK.findall(said):
            way = urljoin(address, unescape(link)).split("#")[0]
            sort = sort_of(way)
            if sort and way not in been and n_of[sort] < OF_A_KIND:
                n_of[sort] += 1
                been.add(way)
                ahead.append(way)
    return found


def differing(one: Told, other: Told) -> dict[str, list[str]]:
    """Return the addresses at which two worlds differ, each with its first lines that do."""
    found: dict[str, list[str]] = {}
    for address in {**one.by_address, **other.by_address}:
        lines = [world.by_address.get(address, "nothing there").splitlines() for world in (one, other)]
        if lines[0] != lines[1]:
            pairs = zip(
                *(side + [""] * max(len(one) - len(side) for one in lines) for side in lines), strict=True
            )
            found[address] = [f"{a.strip()[:160]} | {b.strip()[:160]}" for a, b in pairs if a != b][:4]
    return found


def tried(person: User | None, address: str, sent: dict[str, str]) -> list[str]:
    """Return what is said to one who looks at an address and posts to it, without the address itself."""
    client, found = client_of(person), Told()
    with undone():
        answers = [_said(client.get(address)), _said(client.post(address, sent))]
    return [found.named(said) for said in answers]
