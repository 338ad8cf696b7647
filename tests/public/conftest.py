"""The public pages' tests read one released world."""

from tests.released_world import world  # noqa: F401  (a fixture)
