"""On what ground somebody acts: the roles held where the guard has let them in, for the trail's lines.

The guard of a staff view says who stands there; the partnership is the one whose things the view asked for.
An action is handed who and when by name, but would have to carry the ground through every call: it is kept
beside the request instead. Where nothing is said, as on the command line, a line has no ground.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass
class Ground:
    """Who stands at the door, with the roles as pairs of partnership and kind, and what was let through."""

    by_id: int
    roles: tuple[tuple[int, str], ...]
    partnership_id: int | None = None

    def words(self, partnership_id: int | None) -> str:
        """Return the kinds of role held in a partnership, or anywhere: "coordinator,field"."""
        return ",".join(sorted({kind for where, kind in self.roles if partnership_id in (None, where)}))


_now: ContextVar[Ground | None] = ContextVar("ground", default=None)


@contextmanager
def standing(by_id: int, roles: Iterable[tuple[int, str]]) -> Iterator[Ground]:
    """Let what is done inside be done on the ground of these roles."""
    ground = Ground(by_id, tuple(roles))
    token = _now.set(ground)
    try:
        yield ground
    finally:
        _now.reset(token)


def let_through(partnership_id: int) -> None:
    """Note whose things are shown or changed: the last partnership that was asked for and granted."""
    ground = _now.get()
    if ground is not None:
        ground.partnership_id = partnership_id


def here() -> Ground | None:
    """Return the ground that is stood on now."""
    return _now.get()
