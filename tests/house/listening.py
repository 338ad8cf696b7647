"""Walks the English pages as a reader would, and hears what each says in which language."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client

SPOKEN = ("aria-label", "title", "alt", "placeholder", "content", "value")
EMPTY = frozenset("area base br col embed hr img input link meta source track use wbr path rect line".split())
ROWS = frozenset({"dt", "dd"})
CELLS = frozenset({"td", "th"})
BLOCKS = frozenset("div dl fieldset figure form h1 h2 h3 h4 ol p section table ul".split())
CLOSES = {  # a start that ends what stands open before it: the public pages leave such end tags unsaid
    "li": frozenset({"li", "p"}),
    "option": frozenset({"option"}),
    "tr": CELLS | {"tr"},
    **dict.fromkeys(ROWS, ROWS | {"p"}),
    **dict.fromkeys(CELLS, CELLS),
    **dict.fromkeys(BLOCKS, frozenset({"p"})),
}
ENOUGH = 4  # pages of one pattern: a draft, one that is ready, one adopted, one that is over
UNHEARD = frozenset({"script", "style", "code"})
NO_WORDS = frozenset({"hidden", "radio", "checkbox", "date"})
FILES = (".json", ".csv", ".pdf", "/text/", "/original/")
SWEDISH = re.compile(r"[åäöÅÄÖ]|\b(?:och|det|som|inte|ska|att|av|ett|med|har|kan|din|inga?|inget|ingen)\b")


@dataclass
class Form:
    """A form that is sent with POST, and the names of its fields."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


class Ear(HTMLParser):
    """Hears a page: its phrases that are not marked as Swedish, its links and its forms."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.phrases: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.forms: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while self.open and self.open[-1][0] in CLOSES.get(tag, ()):
            self.open.pop()
        given = {name: value or "" for name, value in attrs}
        language = given.get("lang") or (self.open[-1][1] if self.open else "")
        if tag not in EMPTY:
            self.open.append((tag, language))
        if tag == "a":
            self.links.append((given.get("href", ""), language))
        if tag == "form" and given.get("method") == "post":
            self.forms.append(Form(given.get("action", "")))
        elif self.forms and "name" in given:
            is_kept = given.get("type") == "hidden"
            self.forms[-1].fields[given["name"]] = given.get("value", "") if is_kept else ""
        if language != "sv" and tag not in {"option", "button"} and given.get("type") not in NO_WORDS:
            self.phrases += [given[name] for name in SPOKEN if given.get(name)]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][1] != "sv" and self.open[-1][0] not in UNHEARD and data.strip():
            self.phrases.append(" ".join(data.split()))


@dataclass(frozen=True)
class Heard:
    """What was heard at an address."""

    address: str
    ear: Ear

    def swedish(self, names: re.Pattern[str]) -> Iterator[str]:
        """Give the phrases in unmarked Swedish; proper names are in no language."""
        for phrase in self.ear.phrases:
            if SWEDISH.search(names.sub("", phrase)) or "<span" in phrase:
                yield f"{self.address}: {phrase}"

    def ways_out(self) -> Iterator[str]:
        """Give the links that leave English without saying so; those among the exhibits lead nowhere."""
        if self.address.startswith("/en/komponenter/"):
            return
        for url, language in self.ear.links:
            stays = url.startswith(("/en/", "#", "?", "http", "mailto:")) or language == "sv"
            if not stays and not url.split("#")[0].endswith(FILES):
                yield f"{self.address}: {url}"


def _listen(address: str, answer: HttpResponseBase) -> Heard | None:
    if not answer.get("Content-Type", "").startswith("text/html"):
        return None
    ear = Ear()
    ear.feed(b"".join(answer).decode())
    return Heard(address, ear)


def _kind(address: str) -> str:
    """Of addresses that ask for one thing of a page, one of each kind is enough.

    So of an entry's two forms: the words of its kind of work are heard at the entry and where it is logged.
    """
    path, mark, query = address.partition("?")
    path = re.sub(r"/post/\w+/(?=\w)", "/post/N/", path)
    return path + mark + re.sub(r"\d+", "N", query)


def walk(client: Client, *starts: str) -> Iterator[Heard]:
    """Read every page that links lead to from some pages, each once, and of each pattern a few."""
    ways, been = list(starts), set(map(_kind, starts))
    n_of_pattern = Counter[str]()
    while ways:
        address = ways.pop()
        heard = _listen(address, client.get(address))
        if heard is None:
            continue
        yield heard
        for url, language in heard.ear.links:
            found = (address.split("?")[0] + url if url.startswith("?") else url).split("#")[0]
            if found.startswith("/en/") and language != "sv" and _kind(found) not in been:
                been.add(_kind(found))
                n_of_pattern[re.sub(r"\d+", "N", found)] += 1
                if n_of_pattern[re.sub(r"\d+", "N", found)] <= ENOUGH:
                    ways.append(found)


def send_empty(client: Client, pages: list[Heard]) -> Iterator[Heard]:
    """Send every form of the pages with nothing in it, one of each kind, and undo what came of it."""
    been = set()
    for page in pages:
        for form in page.ear.forms:
            action = (form.action or page.address).split("#")[0]
            kind = re.sub(r"\d+", "N", action) + str(sorted(re.sub(r"\d+", "N", one) for one in form.fields))
            if kind in been or "/logga-ut/" in action:
                continue
            been.add(kind)
            with transaction.atomic():
                heard = _listen(f"POST {action}", client.post(action, form.fields))
                transaction.set_rollback(True)
            if heard is not None:
                yield heard
