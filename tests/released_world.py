"""A released follow-up that a whole module of tests reads: made once, taken away when the module is done."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from lofte.released.models import Release
from tests.cast import assembled
from tests.promised import Promised, a_tertial_of_work, promised
from tests.sampled import released_with_sample


@dataclass(frozen=True)
class World:
    """The promise with its work, and what was released of it, a sample too."""

    stage: Promised
    release: Release


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Release once; every test of the module stands in a transaction of its own inside this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        stage = promised(assembled())
        a_tertial_of_work(stage)
        yield World(stage, released_with_sample(stage))
        transaction.set_rollback(True)
