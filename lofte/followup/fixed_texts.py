"""The texts that go with every follow-up, in both languages: how it is counted, and what is not shown."""

from collections.abc import Sequence

from lofte.base.wording import listed

METHOD = {
    "counting": {
        "sv": "Varje siffra räknas fram ur arbete som loggades när det gjordes. Ingen skriver in ett"
        " resultat.",
        "en": "Every figure is counted from work that was logged as it was done. Nobody types in a result.",
    },
    "source": {
        "sv": "Loggarna är inte öppna: summorna intygas av parterna. Det som räknas fram ur summorna, som vad"
        " som borde vara gjort hittills, kan du räkna om själv.",
        "en": "The logs are not open: the sums are attested by the parties. What is worked out from the sums,"
        " such as what is expected by now, you can work out again yourself.",
    },
    "status": {
        "sv": "Ett antal följer planen när minst nio tiondelar, avrundat nedåt till hela, är gjort av det som"
        " borde vara gjort hittills: jämnt över tiden, eller efter delmål eller säsong där löftet har det."
        " Annars ligger det efter. När"
        " tiden är ute är löftet hållet om hela antalet är gjort, annars inte hållet: 793 av 800 är inte"
        " hållet. Ett högsta antal är hållet om det inte har passerats.",
        "en": "A number is on track when at least nine tenths, rounded down to whole things, is done of what"
        " should have been done so far: evenly over the time, or by interim points or season where the"
        " promise has them. Otherwise it is"
        " behind. When the time is up the promise is kept if the whole number is done, otherwise not"
        " kept: 793 of 800 is not kept. A highest number is kept if it has not been passed.",
    },
    "rhythm": {
        "sv": "Det som är lovat varje vecka, månad eller tertial följer planen när minst nio av tio gånger"
        " som har passerat är gjorda. När tiden är ute är löftet hållet bara om alla är gjorda, också"
        " när det finns skäl till de missade. En vecka hör till den period där dess torsdag ligger och"
        " räknas hel.",
        "en": "What is promised every week, month or four months is on track when at least nine of ten times"
        " that have passed are done. When the time is up the promise is kept only if all are done, also"
        " when there are reasons for the missed ones. A week belongs to the period of its Thursday and"
        " is counted whole.",
    },
    "share": {
        "sv": "En andel bedöms efter sitt eget värde: håller den det lovade i dag följer den planen."
        " Intervallet bredvid visar hur mycket slumpen kan betyda och avgör inget.",
        "en": "A share is judged by its own value: if it holds what was promised today it is on track. The"
        " interval beside it shows how much chance may matter, and decides nothing.",
    },
    "milestone": {
        "sv": "Det som ska vara klart en viss dag följer planen tills dagen har gått. Löftet är hållet om det"
        " blev klart i tid, annars inte hållet.",
        "en": "What is to be finished by a day is on track until that day has passed. The promise is kept if"
        " it was finished in time, otherwise not kept.",
    },
    "worst": {
        "sv": "Gäller löftet i varje område för sig avgör det område där det går sämst. Har en aktivitet"
        " flera målvärden avgör det som det går sämst för; löftet är hållet först när alla är det.",
        "en": "If the promise holds in each area by itself, the area that does worst decides. If an activity"
        " has several targets, the one that does worst decides; the promise is kept only when all are.",
    },
    "forecast": {
        "sv": "Den streckade delen av en linje visar var antalet troligen slutar, åtta gånger av tio, om"
        " arbetet går vidare som hittills. Prognosen räknar med hur ojämnt arbetet kommer och, där"
        " loggen har hela tidigare år, hur det brukar fördela sig över året. Ett arbete som plötsligt"
        " ökar eller minskar ser den inte i förväg. Vad tidigare prognoser sa och vad det blev står"
        " bredvid. Prognosen avgör ingen bedömning.",
        "en": "The hatched part of a line shows where the number will probably end, eight times in ten, if"
        " the work goes on as it has. The forecast takes into account how unevenly the work comes and,"
        " where the log has whole earlier years, how it is usually spread over the year. It does not"
        " foresee work that suddenly grows or shrinks. What earlier forecasts said, and what it became,"
        " stands beside. The forecast decides no status.",
    },
    "words": {
        "sv": "Det som inte går att räkna redovisas i ord och får ingen bedömning. Det som ingen har avgjort"
        " hur det ska räknas kan inte bedömas än. Stoppat arbete visas med sitt skäl.",
        "en": "What cannot be counted is told in words and is not judged. What nobody has settled how to"
        " count cannot be judged yet. Stopped work is shown with its reason.",
    },
    "disclosure": {
        "sv": "Andelar av personer visas inte när en, två eller tre kunde pekas ut, av andelen själv eller"
        " jämförd med det som redan är publicerat. Polisens arbete redovisas per område och inte finare än"
        " månad.",
        "en": "Shares of persons are not shown when one, two or three could be pointed out, by the share"
        " itself or beside what is already released. Police work is told by area and no finer than by month.",
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
