"""Names of persons: by lists of first names and surnames, and by what stands around them.

A street, a school, a church, a firm or a storm can bear a person's name; a name can be an ordinary word or a
town. So a name alone asks for evidence where it is a word or a place too, and a name in front of a place, or
after what bears names, is none.
"""

from collections.abc import Collection, Iterator, Sequence

from lofte.screening import surroundings as around
from lofte.screening.lists import listed, phrases
from lofte.screening.words import Word

FIRST = listed("first_names")
LAST = listed("surnames")
WORDS_TOO = listed("words_too")
PLACES_TOO = listed("places_too")
HELD_BY_OTHERS = phrases("held_by_others")  # streets, schools and firms known by a whole name
LONG_ENOUGH = 6  # letters: a shorter surname standing alone is too often a word
LONG_ENOUGH_IN_SMALL = 4  # letters of a first name that nobody has given its capital
LONGEST_ABBREVIATION = 4  # letters: EST, BOS and LISA are offices and registers
MOST_WORDS = 5  # in one person's name


def names(words: Sequence[Word], places: Collection[str] = ()) -> Iterator[tuple[int, int]]:
    """Yield where persons are named; `places` are words, in small letters, that are places there."""
    at = 0
    while at < len(words):
        if _is_plain(words[at]):
            at += 1
            continue
        n_words, is_person = _at(words, at, places)
        if is_person:
            yield words[at].start, words[at + n_words - 1].end
        at += n_words


def _is_plain(word: Word) -> bool:
    """Whether it can be no part of a name, told quickly: most words are so."""
    lower = word.lower
    return (
        word.text == lower
        and word.gap == " "
        and lower not in FIRST
        and lower not in LAST
        and lower[-1] != "s"
        and "-" not in lower
    )


def _at(words: Sequence[Word], at: int, places: Collection[str]) -> tuple[int, bool]:
    """Return how many words from here belong together, and whether they name a person."""
    lower = words[at].lower
    first, last = _base(lower, FIRST), _base(lower, LAST)
    if not first and not last:
        return 1, _is_called(words, at)
    n_words = _length(words, at, is_first=bool(first))
    if _is_held(words, at):
        return max(n_words, 2), False
    if _bears(words, at) or _goes_on_as_other(words, at, n_words):
        return n_words, False
    if n_words == 1 and _is_where(words, at, is_plain=first not in WORDS_TOO and bool(first)):
        return 1, False
    if n_words > 1:
        return n_words, _is_whole_name(words[at : at + n_words])
    return 1, _is_alone(words, at, first, places) if first else _is_surname(words, at, last)


def _base(lower: str, known: frozenset[str]) -> str:
    """Return the name without its genitive, or the first of two halves; "" when it is none."""
    if lower in known:
        return lower
    if lower in WORDS_TOO:
        return ""
    if lower[-1] == "s" and (bare := lower[:-1].rstrip("'’:")) in known:
        return bare
    if "-" in lower:
        half, _, other = lower.partition("-")
        if half in known and (other in known or other.rstrip("s") in known):
            return half
    return ""


def _is_genitive(word: Word) -> bool:
    last = word.lower.rpartition("-")[2]
    return last[-1:] == "s" and last not in FIRST and last not in LAST


def _follows(words: Sequence[Word], at: int) -> Word | None:
    """Return the word that follows in the same sentence with nothing but a space between."""
    if at + 1 < len(words) and not words[at + 1].begins and words[at + 1].gap.isspace():
        return words[at + 1]
    return None


def _length(words: Sequence[Word], at: int, *, is_first: bool) -> int:
    """Count first names, particles, initials and surnames that go on from here."""
    end, has_last = at, not is_first
    while end - at + 1 < MOST_WORDS and not _is_genitive(words[end]):
        word = _follows(words, end)
        if word is None or word.is_capital != words[at].is_capital:
            if word is not None and word.lower in around.PARTICLES and _is_noble(words, end + 1):
                end += 2
            break
        if _base(word.lower, LAST) or (is_first and _base(word.lower, FIRST)):
            if not word.is_capital and word.lower in WORDS_TOO:
                break
            has_last = has_last or bool(_base(word.lower, LAST))
        elif not _may_be_surname(word, words[at], has_last=has_last):
            break
        else:
            has_last = True
        end += 1
    return end - at + 1


def _is_noble(words: Sequence[Word], at: int) -> bool:
    word = _follows(words, at)
    return word is not None and word.is_capital


def _may_be_surname(word: Word, first: Word, *, has_last: bool) -> bool:
    """Whether a word on no list is the surname, or its first letter, behind a first name that is no word."""
    if has_last or not word.is_capital:
        return False
    if first.lower in WORDS_TOO or first.lower in PLACES_TOO:
        return word.lower.endswith(around.SURNAME_ENDS) and not word.begins
    if len(word.text) == 1:
        return True
    if word.lower in around.PLACE_NOUNS:
        return False
    is_short_for = word.text.isupper() and not first.text.isupper()
    return not is_short_for and not _is_other(word.lower) and word.text.isalpha()


def _is_held(words: Sequence[Word], at: int) -> bool:
    if at + 1 == len(words):
        return False
    first, second = words[at].lower, words[at + 1].lower
    return (first, second) in HELD_BY_OTHERS or (first, second.removesuffix("s")) in HELD_BY_OTHERS


def _bears(words: Sequence[Word], at: int) -> bool:
    """Whether the word before bears this name: a storm, a ship, a saint's church, a restaurant."""
    return at > 0 and not words[at].begins and words[at - 1].lower in around.BEARERS


def _is_where(words: Sequence[Word], at: int, *, is_plain: bool) -> bool:
    """Whether the word before says that a place follows: i Vilhelmina, norr om Östmark."""
    before = _before(words, at)
    if is_plain and before in around.WHERE_OR_WHOM:
        return False
    if before in {"om", "av", "med"}:
        return at > 1 and words[at - 2].lower in around.BEARINGS
    return before in around.WHERE


def _goes_on_as_other(words: Sequence[Word], at: int, n_words: int) -> bool:
    """Whether what follows makes a place or a firm of it."""
    if at + n_words < len(words) and "&" in words[at + n_words].gap:
        return not _base(words[at + n_words].lower, LAST)
    for further in range(at + n_words, at + n_words + 3):
        following = _follows(words, further - 1)
        if following is None:
            return False
        if following.lower in around.PLACE_NOUNS and words[at].is_capital:
            return following.lower in around.OWNED_PLACES or not words[further - 1].lower.endswith("s")
        if following.is_capital and _is_other(following.lower):
            return True
        if not following.is_capital:
            return following.lower.endswith(around.STREETS) and not words[further - 1].lower.endswith("s")
    return False


def _is_other(lower: str) -> bool:
    """Whether a word with a capital is of a firm, a place or a king's number."""
    return lower in around.FIRM_WORDS or lower in around.REGNAL or lower.endswith(around.PLACE_ENDS)


def _is_whole_name(found: Sequence[Word]) -> bool:
    """Two words that are both also ordinary ones are a name only where the second can be a surname alone."""
    if all(_base(word.lower, WORDS_TOO) or _base(word.lower, PLACES_TOO) for word in found[:2]):
        is_last = bool(_base(found[1].lower, LAST)) and not _base(found[1].lower, FIRST)
        return found[0].is_capital and (is_last or found[1].lower.endswith(around.SURNAME_ENDS))
    return True


def _is_alone(words: Sequence[Word], at: int, first: str, places: Collection[str]) -> bool:
    """Whether a first name with nothing behind it is a person."""
    word = words[at]
    is_place = first in PLACES_TOO or first in places
    is_word = first in WORDS_TOO
    if not word.is_capital:
        is_long = len(first) >= LONG_ENOUGH_IN_SMALL
        return (is_long and not is_place and not is_word) or _before(words, at) in around.CALLED
    if word.text.isupper() and len(word.text) <= LONGEST_ABBREVIATION:
        return False
    if not is_place and not is_word:
        return True
    is_part = not word.begins and words[at - 1].is_capital and word.gap.isspace()  # En Seat Leon
    if is_part and not words[at - 1].begins:
        return False
    if _is_evidenced(words, at, is_place=is_place):
        return True
    if not is_word or is_place or word.begins:
        return False
    return not is_part and not words[at - 1].lower[0].isdigit()


def _before(words: Sequence[Word], at: int) -> str:
    return words[at - 1].lower if at and not words[at].begins else ""


def _is_evidenced(words: Sequence[Word], at: int, *, is_place: bool) -> bool:
    """Whether the words beside it are those beside a person."""
    if _before(words, at) in around.BEFORE:
        return True
    if at + 1 == len(words) or words[at + 1].begins:
        return False
    following = words[at + 1].lower
    if following == "och" and at + 2 < len(words) and words[at + 2].is_capital:
        return bool(_base(words[at + 2].lower, FIRST))
    if following.isdigit() or following.endswith(("åring", "åriga")):
        return following.endswith(("g", "a")) or (at + 2 < len(words) and words[at + 2].lower == "år")
    if _is_genitive(words[at]) and following in around.KIN:
        return True
    return following in around.SAYS or (not is_place and following in around.IS)


def _is_surname(words: Sequence[Word], at: int, last: str) -> bool:
    """Whether a surname with no first name in front is a person."""
    before = _before(words, at)
    if not words[at].is_capital:
        return last.endswith("sson") and last not in WORDS_TOO
    if before in around.TITLES or (len(before) == 1 and words[at - 1].is_capital):
        return True
    return len(last) >= LONG_ENOUGH and last not in WORDS_TOO and last not in PLACES_TOO


def _is_called(words: Sequence[Word], at: int) -> bool:
    """Whether a word on no list is said to be what a person is called."""
    word, before = words[at], _before(words, at)
    is_quoted = word.gap[-1:] in {'"', "”", "'", "“", "’", "»"}
    if (
        not (word.is_capital or is_quoted)
        or word.lower.endswith(around.PLACE_ENDS)
        or not word.text.isalpha()
    ):
        return False
    if before in around.NAMED:
        return True
    if len(before) == 1 and words[at - 1].is_capital and word.gap.startswith("."):  # F. Exempel
        return word.is_capital and len(word.text) > 1
    if before in {"namn", "namnet"}:
        return at > 1 and words[at - 2].lower in {"vid", "under"}
    if before in around.PERSONS:
        return word.is_capital and not word.text.isupper()
    if before not in around.CALLED:
        return False
    earlier = {one.lower for one in words[max(at - 5, 0) : at - 1]}
    return (
        bool(earlier & (around.PERSONS | around.PRONOUNS | around.ANYONE)) and not earlier & around.NOT_CALLED
    )
