"""Which words a partnership may not take as its address: they lead elsewhere. No Django."""

RESERVED_WORDS = frozenset(
    "komponenter api datasets static en hjalp om intern logga-in logga-ut demo halsa tillganglighet".split()
)


def is_reserved(slug: str) -> bool:
    """Return whether this first word of an address is taken by the house itself."""
    return slug in RESERVED_WORDS
