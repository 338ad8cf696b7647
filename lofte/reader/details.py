"""Details: nested items that only carry the numbers, places or outcomes of the item they stand in."""

import re

from lofte.reader.outline import Item
from lofte.reader.parties import mentions
from lofte.reader.promising import MODAL, is_main_modal, is_outcome
from lofte.reader.quantities import quantities
from lofte.reader.who import subject_of


def belongs_together(item: Item) -> bool:
    """Say whether nested bullets only carry the numbers, places or outcomes of the bullet they stand in."""
    if item.text.rstrip().endswith(":") and not is_own_undertaking(item) and not is_topic(item.text):
        return False
    return all(is_detail(child.text) for child in item.children)


def is_topic(text: str) -> bool:
    """Say whether a bullet names a thing whose amounts stand below it (`Fotpatruller:`)."""
    return len(text.split()) <= 3 and not mentions(text) and not MODAL.search(text)


# "Ska ske minst tre gånger" says more of the bullet above; "Vid tre tillfällen informera" is work of its own.
RIDER = re.compile(r"(?:Ska|Skall|Gäller|Sker|Görs|Genomförs|Hålls|Utförs)\b")
DOES = re.compile(
    r"(?:Vid|Minst|Under|Högst|Cirka)\s(?:[\wåäö(),-]+\s){1,14}?(?:genomföra|utföra|göra|informera|"
    r"besöka|arbeta|"
    r"kontrollera|patrullera|fotpatrullera|delta|hålla|anordna|ordna|bjuda|utbilda|erbjuda|träffa|öka|"
    r"finnas|vara)\b"
)


PLACED_AMOUNT = re.compile(
    r"(?P<where>[A-ZÅÄÖ][\wåäö, -]{2,40})(?::|\s[–-])\s*(?:minst|högst|cirka|omkring|\d)"
)


def is_amount_of_place(text: str) -> bool:
    """Say whether an item says how much for a place (`Nyhem och Torpa: minst 100 timmar`), and no more."""
    match = PLACED_AMOUNT.match(text)
    # A name that ends as landlords' do is a place here; "Polis: minst 5 kontroller" says who.
    return (
        match is not None
        and len(text.split()) <= 10
        and not MODAL.search(text)
        and all(
            mention.kind == "housing" and "ostad" not in mention.word for mention in mentions(match["where"])
        )
    )


def is_detail(text: str) -> bool:
    if is_outcome(text) or is_amount_of_place(text):
        return True
    if MODAL.search(text) or subject_of(text) or DOES.match(text):
        return False
    first = text.split(None, 1)[0]
    starts_with_number = bool(found := quantities(text)) and found[0].start < 12
    return (
        starts_with_number
        or first.lower()
        in (
            "på",
            "i",
            "vid",
            "minst",
            "högst",
            "cirka",
            "varav",
            "mål:",
            "målvärde:",
            "plats:",
            "när:",
            "ansvarig:",
            "ansvar:",
            "målvärde",
        )
        or bool(re.match(r"[A-ZÅÄÖ][\wåäö -]{2,30}(?::|\s[–-])\s*(?:minst|högst|cirka|\d|\w+ g)", text))
    )


def is_own_undertaking(item: Item) -> bool:
    text = item.text.rstrip()
    return bool(quantities(text)) or (
        not text.endswith((":", "att", "ska")) and len(text.split()) >= 6 and is_main_modal(text)
    )
