"""A verb that meets what nobody foresaw."""

from collections.abc import Sequence


def run(argv: Sequence[str]) -> int:
    return 1 // len(argv)
