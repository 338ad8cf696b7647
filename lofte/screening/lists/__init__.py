"""Words that are shipped: written down for Löfte, one file a list."""

from pathlib import Path

_HERE = Path(__file__).parent


def listed(name: str) -> frozenset[str]:
    """Return the words of a list in small letters."""
    return frozenset((_HERE / f"{name}.txt").read_text(encoding="utf-8").lower().split())


def phrases(name: str) -> frozenset[tuple[str, ...]]:
    """Return what is written in several words."""
    whole = (_HERE / f"{name}.txt").read_text(encoding="utf-8").lower()
    return frozenset(tuple(phrase.split()) for phrase in whole.split("|"))
