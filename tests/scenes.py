"""Scenes that many tests begin with: set once for a module, and for each test as if set for it alone.

A test says by its fixtures which scene it needs. Before its module's tests of that scene the database is
filled, in a transaction around theirs; each gets copies of the objects: nothing it does reaches the next.
"""

import pickle
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime

import pytest
from django.db import connection, transaction
from django.utils import timezone

from lofte.followup.models import Sample
from lofte.promises import actions
from lofte.promises.models import Promise
from lofte.released.models import Release
from tests import promised, sampled
from tests.cast import Cast, assembled
from tests.promised import Promised
from tests.promises import reading


@dataclass(frozen=True)
class Scene:
    """What stands on the stage."""

    cast: Cast
    draft: Promise | None = None
    promised: Promised | None = None
    release: Release | None = None
    sample: Sample | None = None


def _cast() -> Scene:
    return Scene(assembled())


def _kept_draft() -> Scene:
    scene = _cast()
    actions.install_kinds()
    draft = actions.keep_draft(
        partnership=scene.cast.partnership,
        name="löfte.txt",
        data=reading.TEXT.encode(),
        draft=reading.DRAFT,
        by=scene.cast.coordinator,
        at=reading.AT,
    )
    return replace(scene, draft=draft)


def _ready_draft() -> Scene:
    scene = _kept_draft()
    by, at, draft = scene.cast.coordinator, reading.AT, scene.draft
    assert draft is not None
    for question in draft.questions.order_by("position"):
        answer = reading.ANSWERS[question.code]
        actions.settle(question=question, answer=answer, by=by, on=reading.TODAY, at=at)
    for activity in draft.activities.order_by("position"):
        actions.confirm_activity(activity=activity, by=by, at=at)
    draft.refresh_from_db()
    return scene


def _worked() -> Scene:
    scene = _cast()
    stage = promised.promised(scene.cast)
    promised.a_tertial_of_work(stage)
    return replace(scene, promised=stage)


def _brought_out() -> Scene:
    scene = _worked()
    assert scene.promised is not None
    return replace(scene, release=promised.released(scene.promised))


def _sampled() -> Scene:
    scene = _worked()
    stage = scene.promised
    assert stage is not None
    return replace(scene, sample=sampled.drawn(stage, sampled.fixed(stage, sampled.begun(stage))))


# By the name of the fixture that asks for it. Of two that a test asks for, the later holds the earlier.
SCENES: dict[str, tuple[Callable[[], Scene], datetime]] = {
    "cast": (_cast, reading.AT),
    "kept_draft": (_kept_draft, reading.AT),
    "ready_draft": (_ready_draft, reading.AT),
    "worked": (_worked, promised.AT),
    "drawn_sample": (_sampled, promised.AT),
    "brought_out": (_brought_out, promised.AT),
}
ON_ITS_OWN = {"transactional_db", "live_server", "django_db_reset_sequences"}


def set_up(name: str) -> Scene:
    """Fill the database, at the scene's own moment."""
    build, moment = SCENES[name]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: moment)
        return build()


def needed(fixturenames: list[str]) -> str | None:
    """Return the scene that a test begins with, if any."""
    return next((name for name in reversed(SCENES) if name in fixturenames), None)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let pytest itself put tests of one scene side by side; the names of the tests stay as they are."""
    if "_stage" not in metafunc.fixturenames:
        return
    own = not ON_ITS_OWN.isdisjoint(metafunc.fixturenames) or any(
        mark.kwargs.get("transaction") for mark in metafunc.definition.iter_markers("django_db")
    )
    scene = None if own else needed(metafunc.fixturenames)
    metafunc.parametrize("_stage", [scene], indirect=True, ids=[pytest.HIDDEN_PARAM], scope="module")


@pytest.fixture(scope="module", autouse=True)
def _stage(request: pytest.FixtureRequest) -> Iterator[bytes | None]:
    """Hold a scene for the tests of a module that begin with it."""
    name: str | None = request.param
    if name is None:
        yield None
        return
    request.getfixturevalue("django_db_setup")
    blocker = request.getfixturevalue("django_db_blocker")
    around = ExitStack()
    with blocker.unblock():
        around.enter_context(transaction.atomic())
        try:
            scene = set_up(name)
            connection.check_constraints()
        except BaseException:
            transaction.set_rollback(True)
            around.close()
            raise
    yield pickle.dumps(scene)
    with blocker.unblock():
        transaction.set_rollback(True)
        around.close()


@pytest.fixture
def scene(request: pytest.FixtureRequest, _stage: bytes | None, db: None) -> Scene:
    """Return copies of what stands on the stage, the same for all fixtures of one test."""
    if _stage is not None:
        return pickle.loads(_stage)  # type: ignore[no-any-return]
    name = needed(request.fixturenames)
    assert name is not None
    return set_up(name)


@pytest.fixture
def cast(scene: Scene) -> Cast:
    """Put the cast on stage."""
    return scene.cast


@pytest.fixture
def kept_draft(scene: Scene) -> Promise:
    """Give a draft as it stands when its document has just been read."""
    assert scene.draft is not None
    return scene.draft


@pytest.fixture
def ready_draft(scene: Scene) -> Promise:
    """Give a draft whose questions are settled and whose activities are confirmed."""
    assert scene.draft is not None
    return scene.draft


@pytest.fixture
def worked(scene: Scene) -> Promised:
    """Give an adopted promise with a tertial of work."""
    assert scene.promised is not None
    return scene.promised


@pytest.fixture
def brought_out(scene: Scene) -> Release:
    """Give what was released of the promise's first tertial."""
    assert scene.release is not None
    return scene.release


@pytest.fixture
def drawn_sample(scene: Scene) -> Sample:
    """Give a sample of the promise's first tertial, drawn and not yet answered."""
    assert scene.sample is not None
    return scene.sample
