"""How much and how often, in Swedish and English: the words that every target's sentence is made of. Pure."""

COMPARATORS = {
    "sv": {">=": "minst", "<=": "högst", "=": "precis", "~": "ungefär"},
    "en": {">=": "at least", "<=": "at most", "=": "exactly", "~": "about"},
}
PER = {
    "sv": {
        "day": "om dagen",
        "week": "i veckan",
        "month": "i månaden",
        "quarter": "i kvartalet",
        "tertial": "varje tertial",
        "term": "varje termin",
        "season": "varje säsong",
        "year": "om året",
        "night": "per natt",
        "occasion": "vid varje tillfälle",
    },
    "en": {
        "day": "a day",
        "week": "a week",
        "month": "a month",
        "quarter": "a quarter",
        "tertial": "every four months",
        "term": "every school term",
        "season": "every season",
        "year": "a year",
        "night": "a night",
        "occasion": "on every occasion",
    },
}
SLOTS = {
    "sv": {
        "day": "dag",
        "week": "vecka",
        "month": "månad",
        "quarter": "kvartal",
        "tertial": "tertial",
        "term": "termin",
        "season": "säsong",
        "year": "år",
        "night": "natt",
        "occasion": "tillfälle",
    },
    "en": {
        "day": "day",
        "week": "week",
        "month": "month",
        "quarter": "quarter",
        "tertial": "four months",
        "term": "school term",
        "season": "season",
        "year": "year",
        "night": "night",
        "occasion": "occasion",
    },
}
NEUTER = {"quarter", "tertial", "year", "occasion"}  # vartannat år, varannan vecka
