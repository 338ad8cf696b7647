"""Stored keys that make searching and sorting the same on every database, ÅÄÖ included."""

import unicodedata

# After z, in the order of the Swedish alphabet; letters and digits alone, which every collation orders alike.
_AFTER_Z = {"å": "zza", "ä": "zzb", "æ": "zzb", "ö": "zzc", "ø": "zzc"}


def search_key(text: str) -> str:
    """Return the text casefolded with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def sort_key(text: str) -> str:
    """Return letters and digits that order as a Swede expects: Zebra, Åby, Älvsbyn, Öxnehaga."""
    return "".join(_sortable(letter) for letter in search_key(text))


def _sortable(letter: str) -> str:
    if letter in _AFTER_Z:
        return _AFTER_Z[letter]
    plain = unicodedata.normalize("NFD", letter)[0]
    return plain if plain.isascii() and plain.isalnum() else "0"
