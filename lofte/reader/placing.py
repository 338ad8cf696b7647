"""What stands under each headline promise: its reasons, its places, its activities."""

from dataclasses import replace

from lofte.reader.activities import Found
from lofte.reader.draft import Promise
from lofte.reader.outline import Item
from lofte.reader.places import places
from lofte.reader.promises import Headline, alike


def promises_of(found: list[Headline], items: list[Item], known: frozenset[str]) -> tuple[Promise, ...]:
    return tuple(
        Promise(
            headline.passage.text.strip(),
            reasons(headline, items),
            tuple(place.name for place in places(headline.passage.text, known)),
        )
        for headline in found
    )


def reasons(headline: Headline, items: list[Item]) -> tuple[str, ...]:
    """Return the paragraphs that stand under the same headline repeated further down."""
    told: list[str] = []
    for item in items:
        again = (
            item.kind == "bullet" and item.number != headline.item and alike(item.text, headline.passage.text)
        )
        if again:
            told += [extra.text for extra in item.extras] + below(items, item)
    return tuple(told)


def below(items: list[Item], bullet: Item) -> list[str]:
    """Return the paragraphs between a bullet and the next bullet or heading."""
    found = []
    for item in items[items.index(bullet) + 1 :]:
        if item.kind != "paragraph" or item.headings != bullet.headings:
            break
        found.append(item.text)
    return found


def place_under(found: list[Found], heads: list[Headline]) -> list[Found]:
    """Return the activities with the index of the promise that each stands under."""
    return [replace(one, activity=replace(one.activity, promise=index_of(one, heads))) for one in found]


def index_of(one: Found, heads: list[Headline]) -> int | None:
    if len(heads) == 1:
        return 0
    item = one.undertaking.item
    for heading in reversed(item.headings):
        for number, head in enumerate(heads):
            if head.heading == heading.number or alike(heading.passage.text, head.passage.text):
                return number
    return above(item, heads)


def above(item: Item, heads: list[Headline]) -> int | None:
    """Return the last promise said before the item, where promises and lists take turns."""
    before = [
        number for number, head in enumerate(heads) if head.item is not None and head.item < item.number
    ]
    if not before or (len(before) == len(heads) and consecutive(heads)):
        return None
    return before[-1]


def consecutive(heads: list[Headline]) -> bool:
    numbers = [head.item for head in heads if head.item is not None]
    return len(numbers) > 1 and numbers[-1] - numbers[0] == len(numbers) - 1
