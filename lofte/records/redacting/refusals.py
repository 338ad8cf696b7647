"""What stands in the way of a redaction, in words that do not say the text."""

from django.utils.translation import gettext

from lofte.publication.redacting.actions import Refused


def sentence(refused: Refused) -> str:
    sentences = {
        "too_short": gettext("Skriv minst fyra tecken."),
        "ground": gettext("Grunden gällde inte den dag då det beslutades."),
        "reference": gettext("Skriv beslutets diarienummer och vem som beslutade."),
        "says_itself": gettext("Diarienumret, beslutsfattaren och skälet får inte innehålla texten."),
        "inside_the_hash": gettext(
            "Texten står i det som är fryst, till exempel namnet på en organisation, och kan inte tas bort."
        ),
        "elsewhere": gettext(
            "Texten står också utanför er samverkan. Den som sköter driften kan ta bort den överallt."
        ),
        "nowhere": gettext("Texten finns ingenstans. Skriv den exakt som den står."),
        "future": gettext("Dagen har inte varit än. Skriv den dag då beslutet togs."),
        "same_person": gettext("Du har själv begärt det. En annan person ska bekräfta."),
        "other_words": gettext("Det är inte samma text som i begäran. Inget är borttaget."),
        "settled": gettext("Det är redan avgjort."),
    }
    return sentences[refused.code]


FIELDS = {"too_short": "text", "nowhere": "text", "other_words": "text", "future": "decided_on"}


def field(refused: Refused) -> str | None:
    return FIELDS.get(refused.code)
