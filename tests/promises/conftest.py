"""What the promises' tests begin with: a draft from a document, and one that is ready to adopt."""

import pytest

from lofte.promises.models import Promise
from tests.conftest import Freeze


@pytest.fixture(autouse=True)
def now(freeze: Freeze) -> None:
    """Let it be the morning when the documents came in."""
    freeze("2026-11-20T09:30")


@pytest.fixture
def draft(kept_draft: Promise) -> Promise:
    return kept_draft


@pytest.fixture
def ready(ready_draft: Promise) -> Promise:
    return ready_draft
