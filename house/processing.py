"""Prints the tables in the record of processing (GDPR article 30) from what each model says of itself.

The words, purposes and grounds in docs/dataskydd/behandlingsregister.md are written by hand, one row for each
kind of processing with the tables it uses; what those tables hold is taken from the code, and put below.
"""

import argparse
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.apps import apps
from django.db.models import CharField, Field, ForeignKey, Model, TextField

from lofte.base.privacy import Privacy

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "dataskydd" / "behandlingsregister.md"
BEGINS, ENDS = "<!-- make register: början -->", "<!-- make register: slut -->"
ROW = re.compile(r"^\| (B\d+)\b.*\| ([^|]+) \|$", re.MULTILINE)
NAME = re.compile(r"`([\w.]+)`")
WITHOUT_PEOPLE = {"contenttypes.ContentType", "auth.Permission", "auth.Group"}  # the frame's own lists
LONG = 100  # characters: a shorter column holds a code, a name or a number
OF_PEOPLE = {  # columns that speak of a person and are no key to one
    "User.email",
    "User.name",
    "Signature.name",
    "Approval.approver_name",
    "axes.AccessAttempt.ip_address",
    "axes.AccessFailureLog.ip_address",
    "axes.AccessLog.ip_address",
    "sessions.Session.session_data",
}
SAYS_WHO = ("_by", "by_id", "_by_name", "username", "user_agent")
UNREAD = {"User.password"}  # a hash
HOLDS = {"nothing": "inget om personer", "office": "personer i sin befattning", "personal": "personuppgifter"}
SEEN_BY = {
    "public": "alla, efter publicering",
    "partnership": "personal i samverkan",
    "organisation": "den egna organisationen",
    "self": "personen själv",
}


def models() -> list[type[Model]]:
    """Return every table in use but the frame's own lists, by the name it has in the page."""
    used = [model for model in apps.get_models() if model._meta.label not in WITHOUT_PEOPLE]
    return sorted(used, key=name_of)


def name_of(model: type[Model]) -> str:
    return model.__name__ if said_by(model) else model._meta.label


def said_by(model: type[Model]) -> Privacy | None:
    """Return what a model says of itself; a library's table says nothing."""
    said = model.__dict__.get("Privacy")
    return said if isinstance(said, Privacy) else None


def is_of_people(model: type[Model]) -> bool:
    said = said_by(model)
    return said is None or said.holds != "nothing"


def placed(page: str) -> dict[str, list[str]]:
    """Return the kinds of processing with the tables that their hand-written rows name."""
    return {number: NAME.findall(tables) for number, tables in ROW.findall(page)}


def faults(page: str) -> Iterator[str]:
    """Say what is wrong with the page, one line each."""
    rows = placed(page)
    named = [table for tables in rows.values() for table in tables]
    of_people = {name_of(model) for model in models() if is_of_people(model)}
    yield from (f"{name}: holds people and stands in no row B…" for name in sorted(of_people - {*named}))
    yield from (
        f"{name}: stands in a row B… and holds nobody, or is gone" for name in sorted({*named} - of_people)
    )
    yield from (f"{name}: stands in two rows" for name in sorted({n for n in named if named.count(n) > 1}))
    if page != filled(page):
        yield "the tables are out of step with the models: run `make register`"


def filled(page: str) -> str:
    """Return the page with its tables made anew."""
    before, _, rest = page.partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    return f"{before}{BEGINS}\n{tables(page)}\n{ENDS}{after}"


def tables(page: str) -> str:
    """Return the table of what holds people, and the list of what does not."""
    whose = {table: number for number, named in placed(page).items() for table in named}
    head = ["Register", "Del av", "Håller", "Kolumner om personer", "Text", "Ser", "Gallras"]
    lines = [_row(head), _row(["---"] * len(head))]
    lines += [_row(_cells(model, whose)) for model in models() if is_of_people(model)]
    others = ", ".join(
        f"{model._meta.verbose_name} (`{name_of(model)}`)" for model in models() if not is_of_people(model)
    )
    return "\n".join(["", *lines, "", f"Håller inget om personer: {others}.", ""])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(model: type[Model], whose: dict[str, str]) -> list[str]:
    said, name = said_by(model), name_of(model)
    people = _names(field for field in _fields(model) if _is_of_person(field))
    words = _names(field for field in _fields(model) if _is_text(field) and not _is_of_person(field))
    title = f"{model._meta.verbose_name} (`{name}`)" if said else f"`{name}`"
    if said is None:
        return [
            title,
            whose.get(name, ""),
            "bibliotekets egen tabell",
            people,
            words,
            "driften",
            "ingen frist",
        ]
    return [title, whose.get(name, ""), HOLDS[said.holds], people, words, SEEN_BY[said.seen_by], _kept(said)]


def _fields(model: type[Model]) -> list["Field[object, object]"]:
    return list(model._meta.concrete_fields)


def _names(fields: Iterator["Field[object, object]"]) -> str:
    return ", ".join(f"`{field.name}`" for field in fields) or "–"


def _is_of_person(field: "Field[object, object]") -> bool:
    if isinstance(field, ForeignKey) and field.related_model._meta.label == "accounts.User":
        return True
    return field.name.endswith(SAYS_WHO) or f"{name_of(field.model)}.{field.name}" in OF_PEOPLE


def _is_text(field: "Field[object, object]") -> bool:
    if f"{name_of(field.model)}.{field.name}" in UNREAD:
        return False
    is_long = isinstance(field, CharField) and (field.max_length or LONG) >= LONG and not field.choices
    return isinstance(field, TextField) or is_long


def _kept(said: Privacy) -> str:
    if said.gallring is not None:
        days, hours = said.gallring.days, said.gallring.seconds // 3600
        return f"efter {days} dagar" if days else f"efter {hours} tim"
    return "ingen frist satt" if said.holds == "personal" else "bevaras"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=["write", "check"])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lofte.site.testing")
    django.setup()
    page = PAGE.read_text(encoding="utf-8")
    if parser.parse_args().verb == "write":
        PAGE.write_text(filled(page), encoding="utf-8")
    found = list(faults(PAGE.read_text(encoding="utf-8")))
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
