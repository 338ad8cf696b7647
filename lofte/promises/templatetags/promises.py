"""The document's text with its readings marked, in one piece, and the key of a form that is one button."""

from collections.abc import Sequence
from uuid import uuid4

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from lofte.promises.marking import Passage, Reading

register = template.Library()
KINDS = {"a": "is-activity", "t": "is-target", "q": "is-question", "p": "is-point"}


@register.simple_tag
def marked_text(passages: Sequence[Passage]) -> SafeString:
    """{% marked_text passages %}: each reading is a mark, its id `k-` and its key."""
    return format_html_join("", "{}", ((_passage(one),) for one in passages))


@register.simple_tag
def once_key() -> SafeString:
    """{% once_key %}: the key that lets a form of one button be carried out once."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid4())


def _passage(passage: Passage) -> SafeString:
    if passage.reading is None:
        return conditional_escape(passage.text)
    key = passage.reading.key
    return format_html(
        '<mark class="reading {}" id="k-{}" data-reading="{}">{}{}</mark>',
        KINDS[key[0]],
        key,
        key,
        _way_back(passage.reading),
        marked_text(passage.parts),
    )


def _way_back(reading: Reading) -> SafeString | str:
    """Return the number that leads to the reading's card; a target is reached through its activity."""
    if reading.key[0] == "a":
        label = gettext("Till aktivitet %(number)s") % {"number": reading.number}
        return format_html(
            '<a class="reading-number" href="#{}" aria-label="{}">{}</a>', reading.key, label, reading.number
        )
    if reading.key[0] == "q":
        label = gettext("Till fråga %(number)s") % {"number": reading.number}
        link = '<a class="reading-number" href="#{}" aria-label="{}">?{}</a>'
        return format_html(link, reading.key, label, reading.number)
    return ""
