"""Every route and form called as every role, with what schemathesis makes of the house's own description.

`LOFTE_TEST_ATTACKS=100` makes a hundred cases of each address instead of two: for a night.
"""

import os
from collections.abc import Iterator

import pytest
import schemathesis
from django.template import Template
from pytest_django import DjangoDbBlocker
from schemathesis import Response
from schemathesis.core.result import Ok

from lofte.accounts.models import Role, User
from tests.attacks import calling
from tests.attacks.calling import Caller, Operation, Sent
from tests.attacks.describing import Description
from tests.house.test_roles import IN, expected, matrix, stage  # noqa: F401  (a fixture)
from tests.house.test_views import VIEWS
from tests.role_stage import Stage

Operations = dict[tuple[str, str], list[Sent]]
N = int(os.environ.get("LOFTE_TEST_ATTACKS", "2"))  # cases of an address
OUT, NONE = "out", "none"
REFUSALS = {"r": {403}, "n": {404}, "m": {405}, "o": {302, 403}}
BEFORE = {"m": {403, 404}}  # the guard, and an address that is not there, may come before the method


def let_in(method: str, name: str) -> list[str]:
    """Return the roles that are let in to do it, or to look."""
    return [kind for kind in Role.Kind.values if expected(method, name)[kind] in "sd"]


@pytest.fixture(scope="module")
def description(
    stage: Stage,  # noqa: F811
    django_db_blocker: DjangoDbBlocker,
    _plain_pages: object,
) -> Description:
    """Read the house: each form by one who may send it, each page by one who may see it."""
    found = Description(stage, VIEWS, list(matrix()["POST"]))
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        for name in VIEWS:
            if let_in("GET", name):
                found.read_page(name, stage.here[let_in("GET", name)[0]])
        for name in ("accounts:sign-in", "base:components"):
            found.read_page(name, None)
        patch.setattr(Template, "_render", _plain_pages)  # an answer says what it was made of
        for name in matrix()["POST"]:
            who = (let_in("POST", name) or let_in("GET", name) or ["coordinator"])[0]
            found.ask_forms(name, stage.here[who])
    return found


@pytest.fixture(scope="module")
def cases(description: Description) -> Operations:
    """Return what is sent to each address; the same every time."""
    schema = schemathesis.openapi.from_dict(description.whole())
    operations: list[Operation] = [one.ok() for one in schema.get_all_operations() if isinstance(one, Ok)]
    return {_named(one): calling.cases(one, N) for one in operations}


def _named(operation: Operation) -> tuple[str, str]:
    method, name = operation.definition.raw["operationId"].split(" ")
    return method, name


def _chosen(found: list[Sent], letter: str, turn: int, is_first: bool) -> list[Sent]:
    """Who is let in first sends all of it, the others take turns; who is refused sends the first."""
    if letter not in IN:
        return found[:1]
    return found if is_first or N > 2 else found[turn % len(found) :][:1]


def _is_as_said(answer: Response, letter: str) -> bool:
    awaited = REFUSALS.get(letter, set()) | BEFORE.get(letter, set())
    return not awaited or answer.status_code in awaited


def _wrong(cases: Operations, who: str, person: User | None) -> Iterator[str]:
    caller, turn = Caller.of(person), list(Role.Kind.values).index(who) if who in Role.Kind.values else 0
    for (method, name), found in cases.items():
        letter = expected(method, name)[who]
        for case in _chosen(found, letter, turn, let_in(method, name)[:1] == [who]):
            answer, wrote = caller.call(case)
            faults = [*calling.faults(case, answer, wrote)]
            if case is found[0] and not _is_as_said(answer, letter):
                faults.append(f"answered {answer.status_code}, not as the matrix says: {letter}")
            for fault in faults:
                yield f"{method} {name} {case.path_parameters} {str(case.body)[:400]}: {fault}"


def test_the_description_holds_every_address_and_what_its_forms_take(
    description: Description, cases: Operations
) -> None:
    """A form that nobody found a field of sends a press of its button alone."""
    assert sorted(cases) == sorted(
        [("GET", name) for name in VIEWS] + [("POST", name) for name in matrix()["POST"]]
    )
    assert {"username", "password"} <= set(description.fields["accounts:sign-in"])
    assert {"value", "upper", "comparator"} <= set(description.fields["promises:add-target"])
    assert description.files >= {"promises:upload", "work:import"}
    assert sum(len(fields) for fields in description.fields.values()) > 300


@pytest.mark.django_db
@pytest.mark.parametrize("who", [*Role.Kind.values, NONE, OUT])
def test_nothing_sent_to_any_address_breaks_the_house(
    stage: Stage,  # noqa: F811
    cases: Operations,
    who: str,
) -> None:
    people = {**stage.here, NONE: stage.nobody, OUT: None}

    assert list(_wrong(cases, who, people[who])) == []
