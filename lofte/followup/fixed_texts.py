"""The texts that go with every follow-up, in both languages: how it is counted, and what is not shown."""

from collections.abc import Sequence

from lofte.base.wording import listed

METHOD = {
    "counting": {
        "sv": "Varje siffra räknas fram ur arbete som loggades när det gjordes."
        " Ingen skriver in ett resultat.",
        "en": "Every figure is counted from work that was logged as it was done. Nobody types in a result.",
    },
    "source": {
        "sv": "Loggarna är inte öppna: summorna intygas av parterna. Det som räknas fram ur summorna, som vad"
        " som borde vara gjort hittills, kan du räkna om själv.",
        "en": "The logs are not open: the sums are attested by the parties. What is worked out from the sums,"
        " such as what is expected by now, you can work out again yourself.",
    },
    "status": {
        "sv": "En aktivitet följer planen när minst nio tiondelar är gjort av det som borde vara gjort"
        " hittills om arbetet spreds jämnt över tiden. Annars ligger den efter. När tiden är ute är den klar"
        " eller inte uppfylld.",
        "en": "An activity is on track when at least nine tenths is done of what should have been done so"
        " far if the work were spread evenly over the time. Otherwise it is behind. When the time is up it is"
        " done or not met.",
    },
    "forecast": {
        "sv": "Den streckade delen av en linje visar var antalet troligen slutar, åtta gånger av tio, om"
        " arbetet går vidare i samma takt.",
        "en": "The hatched part of a line shows where the number will probably end, eight times in ten, if"
        " the work goes on at the same pace.",
    },
    "words": {
        "sv": "Det som inte går att räkna redovisas i ord och får ingen bedömning.",
        "en": "What cannot be counted is told in words and is not judged.",
    },
    "disclosure": {
        "sv": "Andelar av personer visas inte när en, två eller tre kunde pekas ut. Polisens arbete"
        " redovisas per område och inte finare än månad.",
        "en": "Shares of persons are not shown when one, two or three could be pointed out. Police work is"
        " told by area and no finer than by month.",
    },
}


def source(names: Sequence[str]) -> dict[str, str]:
    """Say where a figure comes from."""
    if not names:
        return {"sv": "Arbete som parterna har loggat.", "en": "Work logged by the parties."}
    return {
        "sv": f"Arbete som {listed(names, 'sv')} har loggat.",
        "en": f"Work logged by {listed(names, 'en')}.",
    }
