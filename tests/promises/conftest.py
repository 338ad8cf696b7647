"""What the promises' tests begin with: a draft from a document, and one that is ready to adopt."""

import json

import pytest

from lofte.promises.models import Promise
from lofte.reader import child, guarded
from tests.conftest import Freeze


@pytest.fixture(autouse=True)
def now(freeze: Freeze) -> None:
    """Let it be the morning when the documents came in."""
    freeze("2026-11-20T09:30")


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what the child process would answer be answered here, for tests of what comes of the answer.

    That a process of its own answers the same is for tests/reader, and for the tests without this.
    """

    def answered(data: bytes, name: str, seconds: float) -> dict[str, object]:
        answer: dict[str, object] = json.loads(json.dumps(child.answer(data, name)))
        return answer

    monkeypatch.setattr(guarded, "asked", answered)


@pytest.fixture
def draft(kept_draft: Promise) -> Promise:
    return kept_draft


@pytest.fixture
def ready(ready_draft: Promise) -> Promise:
    return ready_draft
