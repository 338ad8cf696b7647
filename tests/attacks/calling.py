"""Calls the house in process as somebody, and says what was wrong with the answer."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings as house
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode, Response
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import response_headers_conformance, status_code_conformance

from lofte.accounts.models import User
from lofte.base.reading import Read
from tests.attacks.describing import client_of
from tests.attacks.hostile import ALIVE, JUNK
from tests.browser import forming
from tests.house.test_views import VIEWS

Operation = APIOperation[Any, Any, Any, Any]
Sent = Case[Operation]
TOKEN = "a" * 32
ONCE = "5a0f7d32-6c1b-4e57-9d0e-0c3b8f1e2a44"
OPENS = re.compile(r"^\s*(SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT)\b", re.IGNORECASE)
WRITES = re.compile(r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
OF_THE_DOOR = re.compile("django_session|axes_|accounts_sitting|django_cache")  # kept of whoever knocks
INNARDS = re.compile(r"Traceback \(most recent|sqlite3\.|psycopg\.|OperationalError|SELECT .+ FROM |File \"/")
CHECKS = [not_a_server_error, status_code_conformance, response_headers_conformance]
TRAIL, READING = "base_auditevent", "the trail, that a page was read"
DECLARED = [getattr(view, "read", None) for view in VIEWS.values()]
READ = frozenset(read.verb for read in DECLARED if isinstance(read, Read))
UNPROCESSABLE = 422  # the form shown again, on a page whose reading is noted
application = get_wsgi_application()


@dataclass
class Written:
    """The tables that were written to and not rolled back."""

    layers: list[list[str]] = field(default_factory=lambda: [[]])

    def hear(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Note what is written; what a savepoint takes back was not."""
        done = execute(sql, params, many, context)
        step, wrote = OPENS.match(str(sql)), WRITES.match(str(sql))
        if wrote and not OF_THE_DOOR.match(wrote[1]):
            is_reading = wrote[1] == TRAIL and not READ.isdisjoint(map(str, params or ()))
            self.layers[-1].append(READING if is_reading else wrote[1])
        if step:
            self._step(step[1].split()[0].upper())
        return done

    def _step(self, step: str) -> None:
        if step == "SAVEPOINT":
            self.layers.append([])
        elif step == "ROLLBACK":  # Django releases it after that
            self.layers[-1].clear()
        elif len(self.layers) > 1:
            kept = self.layers.pop()
            self.layers[-1].extend(kept)

    @property
    def tables(self) -> list[str]:
        return sorted({table for layer in self.layers for table in layer})


@dataclass(frozen=True)
class Caller:
    """Somebody who comes with a browser of their own."""

    person: User | None
    cookies: dict[str, str]

    @classmethod
    def of(cls, person: User | None) -> "Caller":
        kept = client_of(person).cookies
        inside = {name: morsel.value for name, morsel in kept.items()}
        return cls(person, inside | {house.CSRF_COOKIE_NAME: TOKEN})

    def call(self, case: Sent) -> tuple[Response, list[str]]:
        """Send it, undo what came of it, and say which tables it wrote to."""
        written = Written()
        said = {"X-CSRFToken": TOKEN}
        with transaction.atomic():
            with connection.execute_wrapper(written.hear):
                answer = case.call(
                    app=application, base_url="http://localhost", headers=said, cookies=self.cookies
                )
            transaction.set_rollback(True)
        return answer, written.tables


def cases(operation: Operation, n: int) -> list[Sent]:
    """Let schemathesis make cases: half as the form wants them, half not; the same every time.

    To an address with a form comes junk in all its fields at once besides.
    """
    found: list[Sent] = []
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        found += _made(operation, mode, (n + 1) // 2)
    return found + [_spoilt(found[0], junk) for junk in JUNK if isinstance(found[0].body, dict)]


def _spoilt(case: Sent, junk: str) -> Sent:
    """Return the case with junk in every field but those that let it be received."""
    given: Any = case.body
    body: Any = {name: value if name in forming.KEPT else junk for name, value in given.items()}
    return case.operation.Case(
        path_parameters=case.path_parameters, body={"once": ONCE} | body, media_type=case.media_type
    )


def _made(operation: Operation, mode: GenerationMode, n: int) -> list[Sent]:
    found: list[Sent] = []

    @settings(
        max_examples=n,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(mode))
    def gather(case: Sent) -> None:
        found.append(case)

    with suppress(Unsatisfiable):  # an address that takes nothing cannot be asked for wrongly
        gather()
    return found


def faults(case: Sent, answer: Response, wrote: list[str]) -> Iterator[str]:
    """Say what no answer may be, whoever asks."""
    try:
        case.validate_response(answer, checks=CHECKS)
    except FailureGroup as group:
        yield from (f"{one.title}: {one.message}" for one in group.exceptions)
    body = answer.content.decode(errors="replace")
    kind = " ".join(answer.headers.get("content-type", [""]))
    if "html" in kind and ALIVE in body:
        yield "what was sent came alive"
    if INNARDS.search(body):
        yield f"the answer shows its innards: {INNARDS.search(body)}"
    if answer.status_code >= 400:
        yield from _of_refusal(answer.status_code, kind, body, wrote)


def _of_refusal(status: int, kind: str, body: str, wrote: list[str]) -> Iterator[str]:
    if wrote and not (status == UNPROCESSABLE and wrote == [READING]):
        yield f"refused with {status}, and wrote to {wrote}"
    if "html" in kind and "<h1" not in body:
        yield f"refused with {status} without a word"
