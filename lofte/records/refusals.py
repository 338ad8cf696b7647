"""What stands in the way of a decision or a stop, in words."""

from django.utils.translation import gettext

from lofte.records.actions import HeldAlready, NotDecidedYet, Refused, TooShort


def sentence(refused: Refused) -> str:
    if isinstance(refused, NotDecidedYet):
        return gettext("Dagen har inte varit än. Skriv den dag då beslutet togs.")
    if isinstance(refused, TooShort):
        return gettext("Det behövs i minst %(n)d dagar för att rätta loggen och göra stickprov.") % {
            "n": refused.least
        }
    if isinstance(refused, HeldAlready):
        return gettext("Gallringen är redan stoppad. Häv det stoppet först om skälet har ändrats.")
    return gettext("Något saknas. Fyll i det och spara igen.")
