"""The words that are places here: asked for once, and only where a text holds a name that may be one.

A floor that has names of places registers in its AppConfig.ready(); a form hands `LocalWords()` to the
screening, whose first look into it asks the floors.
"""

from collections.abc import Collection, Iterator
from functools import cached_property

from django.utils.module_loading import import_string

_sources: list[str] = []


def register(path: str) -> None:
    """Let a floor say the names it has: the dotted path of a function without arguments."""
    if path not in _sources:
        _sources.append(path)


class LocalWords(Collection[str]):
    """Words in small letters, fetched when they are first looked into and kept as long as the form is."""

    def __contains__(self, word: object) -> bool:
        return word in self._words

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(
            word for path in _sources for name in import_string(path)() for word in name.lower().split()
        )
