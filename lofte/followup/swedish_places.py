"""Where, in Swedish: each place with the word that Swedes put before it. Pure."""

from collections.abc import Mapping, Sequence

from lofte.base.wording import listed


def at_places(places: Sequence[str], prepositions: Mapping[str, str]) -> str:
    """på Råslätt, Öxnehaga och Ekhagen; each with its own word where they differ."""
    words = [prepositions.get(place, "i") for place in places]
    if len(set(words)) == 1:
        return f"{words[0]} {listed(places, 'sv')}"
    return listed([f"{word} {place}" for word, place in zip(words, places, strict=True)], "sv")
