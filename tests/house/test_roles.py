"""Who may come where: every address, walked as every role, against the matrix that was written by hand."""

import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from lofte.accounts.models import Role, User
from tests.blank import BLANK
from tests.house import source
from tests.house.test_views import VIEWS
from tests.role_stage import NOW, Stage, assembled_stage

REFUSED, NOT_THERE, NOT_SO = 403, 404, 405
IN = set("sdl")  # letters of those who are let in
LAST = "accounts:sign-out"  # nobody walks on after that


@cache
def matrix() -> dict[str, Any]:
    path = source.ROOT / "tests" / "house" / "role_matrix.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def expected(method: str, name: str) -> dict[str, str]:
    """Read what must happen at an address, by role, then for none, out and elsewhere.

    One that takes no form says so to those who are let in to look, and refuses the others as it does then.
    """
    if name not in matrix()["GET"]:
        return dict.fromkeys([*matrix()["roles"].split(), "none", "out", "elsewhere"], "no row")
    if name not in matrix()[method]:
        return {who: came if came in "ro" else "m" for who, came in expected("GET", name).items()}
    here, beside = matrix()[method][name].split(" | ")
    said = dict(zip(matrix()["roles"].split(), here.split(), strict=True))
    return said | dict(zip(("none", "out", "elsewhere"), beside.split(), strict=True))


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """Set one scene for every address, and take it away again."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: NOW)
        yield assembled_stage()
        transaction.set_rollback(True)


def came_to(answer: HttpResponseBase, method: str, person: User | None) -> str:
    """Say in the matrix's letters what happened."""
    where = answer.get("Location", "")
    if "/logga-in/?next=" in where or (person is None and answer.status_code == REFUSED):
        return "o"
    if answer.status_code in {REFUSED, NOT_THERE, NOT_SO}:
        return {REFUSED: "r", NOT_THERE: "n", NOT_SO: "m"}[answer.status_code]
    if method == "POST":
        return "d"
    return "l" if where else "s"


def walked(
    stage: Stage, person: User | None, method: str, names: list[str]
) -> Iterator[tuple[str, str, HttpResponseBase]]:
    """Go to each address as a person, and undo what came of it."""
    client = Client()
    if person is not None:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    for name in sorted(names, key=lambda name: (name == LAST, name)):
        address = reverse(name, kwargs=stage.keys.get(name, {}))
        with transaction.atomic():
            answer = (
                client.get(address) if method == "GET" else client.post(address, stage.forms.get(name, {}))
            )
            transaction.set_rollback(True)
        yield name, came_to(answer, method, person), answer


def unlike(stage: Stage, person: User | None, method: str, column: str) -> list[str]:
    """Return where something else happened than the matrix says."""
    return [
        f"{method} {name} as {column}: {came}, not {expected(method, name)[column]}"
        for name, came, _ in walked(stage, person, method, list(VIEWS))
        if came != expected(method, name)[column]
    ]


each_role = pytest.mark.parametrize("kind", Role.Kind.values)
each_method = pytest.mark.parametrize("method", ["GET", "POST"])


def test_the_matrix_holds_every_address_and_no_other() -> None:
    assert sorted(matrix()["GET"]) == sorted(VIEWS)
    assert set(matrix()["POST"]) <= set(VIEWS)
    assert matrix()["roles"].split() == Role.Kind.values


@pytest.mark.django_db
@each_method
@each_role
def test_each_role_comes_where_the_matrix_says_and_nowhere_else(
    stage: Stage, settings: Settings, kind: str, method: str
) -> None:
    settings.TEMPLATES = BLANK

    assert unlike(stage, stage.here[kind], method, kind) == []


@pytest.mark.django_db
@each_method
def test_one_without_a_role_and_one_signed_out_come_where_the_matrix_says(
    stage: Stage, settings: Settings, method: str
) -> None:
    settings.TEMPLATES = BLANK

    assert unlike(stage, stage.nobody, method, "none") == []
    assert unlike(stage, None, method, "out") == []


@pytest.mark.django_db
@each_method
@each_role
def test_in_another_partnership_a_role_finds_nothing_of_this_one(
    stage: Stage, kind: str, method: str
) -> None:
    """Where it is refused here, the same guard refuses it before anything of a partnership is asked for."""
    names = [name for name in VIEWS if expected(method, name)[kind] in IN]

    found = {
        (name, came) if "Lillköping" not in answer.getvalue().decode(errors="replace") else (name, "told")
        for name, came, answer in walked(stage, stage.elsewhere[kind], method, names)
    }

    assert found == {(name, expected(method, name)["elsewhere"]) for name in names}
