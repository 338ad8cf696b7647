"""Ways to pages on floors above: a page leads there by a word, and the floor that has the page says where.

A floor registers in its AppConfig.ready(), by a word and the name of its address:

    doors.register("revise-target", "work:revise")

and a page below says `{% door "revise-target" promise.pk target.pk as href %}`; where nobody has
registered there is no way, and `href` is empty.
"""

from django.urls import reverse

_names: dict[str, str] = {}


def register(word: str, name: str) -> None:
    """Let a word lead to the address of a floor's page."""
    _names[word] = name


def way(word: str, *keys: object) -> str:
    """Return the address that a word leads to, or "" while nobody has it."""
    return reverse(_names[word], args=keys) if word in _names else ""
