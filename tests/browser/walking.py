"""The URLconf, walked: every name in it, so that no page is left out because nobody thought of it."""

from collections.abc import Iterator, Sequence

from django.urls import URLPattern, URLResolver, get_resolver


def names() -> list[str]:
    """Return the full name of every pattern, in the order of the URLconf."""
    return list(_names(get_resolver("lofte.site.urls").url_patterns, ()))


def _names(patterns: Sequence[URLPattern | URLResolver], spaces: tuple[str, ...]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _names(pattern.url_patterns, inner)
        else:
            yield ":".join([*spaces, pattern.name or str(pattern.pattern)])
