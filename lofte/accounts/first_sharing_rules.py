"""The rules of sharing that Löfte comes with, in plain words, read against the law on the day below.

A partnership writes its own instead where it has agreed otherwise; nothing here is legal advice in a case.
Which sources were read, and what could not be: docs/registering.md.
"""

from datetime import date
from typing import Any

from django.apps import apps

READ_ON = date(2025, 9, 1)
CHOSEN_SINCE = date(2026, 11, 27)  # from then on each document and delivery is shared by choice
MAY, MUST_NOT, STANDS = "may", "must_not", "stands"
AUTHORITIES = ["police", "municipality"]
OTHERS = ["housing", "association", "other"]

RULES: tuple[dict[str, Any], ...] = (
    {
        "code": "bild-utan-enskilda",
        "verdict": MAY,
        "title": "Det säger inget om någon enskild",
        "law": "",
        "text": "Det handlar om en plats, en tid, ett slags arbete eller ett antal. Ingen kan kännas "
        "igen, inte ens av den som bor eller arbetar där. Då finns ingen sekretess att väga.",
    },
    {
        "code": "egen-uppgift",
        "verdict": MAY,
        "kinds": AUTHORITIES,
        "title": "Vi måste lämna det för att göra vårt eget arbete",
        "law": "10 kap. 2 § offentlighets- och sekretesslagen",
        "text": "Gäller bara det som är nödvändigt för vår egen uppgift, och inget mer. Det räcker "
        "inte att det är bra för den andra att veta.",
    },
    {
        "code": "polisens-behov",
        "verdict": MAY,
        "kinds": ["municipality"],
        "title": "Polisen behöver det för att bekämpa brott",
        "law": "Lag (2025:170), från den 1 april 2025",
        "text": "Kommunen ska lämna det som polisen behöver för att förebygga, upptäcka eller utreda "
        "brott, om inte skälen mot väger klart tyngre. Gäller inte uppgifter som har sekretess hos "
        "socialtjänst eller hälso- och sjukvård (8 §), och bara till de brottsbekämpande "
        "myndigheterna: dela i så fall inte med alla.",
    },
    {
        "code": "annan-myndighet",
        "verdict": MAY,
        "kinds": AUTHORITIES,
        "title": "En annan myndighet behöver det mot brott",
        "law": "10 kap. 15 a § offentlighets- och sekretesslagen, från den 1 december 2025",
        "since": date(2025, 12, 1),
        "read_on": date(2026, 11, 27),
        "text": "Det som en annan myndighet behöver för att förebygga, förhindra, upptäcka eller utreda "
        "brott, om inte skälen för sekretessen väger över. Gäller sekretess i 21–40 kap., och inte all: "
        "bland annat vårdens är undantagen. Gäller bara mellan myndigheter: dela i så fall inte med alla.",
    },
    {
        "code": "ingen-myndighet",
        "verdict": MAY,
        "kinds": OTHERS,
        "title": "Vi är ingen myndighet, och det rör ingen enskild",
        "law": "Dataskyddsförordningen, artikel 5 och 6",
        "text": "Sekretesslagen gäller inte oss, men dataskyddet och våra avtal gör det. Händelser "
        "och platser kan delas, människor inte. Ett bolag som kommunen äger följer "
        "sekretesslagen som kommunen.",
    },
    {
        "code": "socialtjanst",
        "verdict": MUST_NOT,
        "title": "Det kommer från socialtjänsten",
        "law": "26 kap. offentlighets- och sekretesslagen",
        "text": "Uppgifter om enskilda hos socialtjänsten delas inte här. Socialtjänsten kan själv lämna "
        "uppgifter till polisen för att hindra brott (10 kap. 18 a §, ändrad den 1 april 2025). "
        "Det beslutas där, ärende för ärende.",
    },
    {
        "code": "skola-vard",
        "verdict": MUST_NOT,
        "title": "Det kommer från skola, elevhälsa eller vård",
        "law": "23 och 25 kap. offentlighets- och sekretesslagen, 7 § lagen (2025:170)",
        "text": "Uppgifter om elever och patienter delas inte här. Rektor lämnar själv till polisen det "
        "som polisen begär och behöver, eller som rektor bedömer att polisen behöver, om inte skälen mot "
        "väger över. Det görs inte här.",
    },
    {
        "code": "utredning",
        "verdict": MUST_NOT,
        "title": "Det kommer ur en utredning, eller skulle störa polisens arbete",
        "law": "18 kap. 1 § och 35 kap. 1 § offentlighets- och sekretesslagen",
        "text": "Misstankar, spaning och planerade insatser stannar hos polisen, också när och var "
        "patruller ska gå.",
    },
    {
        "code": "fa-kan-vara-menade",
        "verdict": MUST_NOT,
        "title": "Bara några få kan vara menade, även utan namn",
        "law": "Dataskyddsförordningen, artikel 4.1",
        "text": "”Killen i trean på Karlavägen” är en person fast inget namn står där. Skriv om "
        "anteckningen så att den beskriver platsen och händelsen.",
    },
    {
        "code": "gemensamt",
        "verdict": STANDS,
        "title": "samverkansöverenskommelsen",
        "law": "",
        "changed_on": CHOSEN_SINCE,
        "text": "Löften, uppföljningar, stickprov och mätvärden görs tillsammans. De syns för dem som har "
        "den rätten i samverkan, tills de publiceras. Dokument och leveranser delas bara när den som för "
        "in dem väljer det.",
    },
    {
        "code": "publicerat",
        "verdict": STANDS,
        "title": "parternas godkännande",
        "law": "",
        "text": "Parterna har godkänt det och det är publicerat. Då är det till för alla.",
    },
    {
        "code": "enligt-regel",
        "verdict": STANDS,
        "title": "delat enligt regel",
        "law": "",
        "text": "Dokument och leveranser som kom in före den 27 november 2026 delades med samverkan "
        "utan att någon valde det. Den organisation som har lämnat dem kan välja om.",
    },
)


def install(**_: Any) -> None:
    """Bring in the rules that Löfte comes with; one that reads otherwise follows on the earlier."""
    rules = apps.get_model("accounts", "SharingRule")
    stand = {one.code: one for one in rules.objects.filter(partnership=None, ends=None)}
    for position, rule in enumerate(RULES):
        told = {name: value for name, value in rule.items() if name not in {"changed_on", "since", "read_on"}}
        starts, read_on = rule.get("since", READ_ON), rule.get("read_on", READ_ON)
        row = rules(position=position, starts=starts, checked_on=read_on, **told)
        before, since = stand.get(row.code), rule.get("changed_on", READ_ON)
        if before is None:
            row.save()
        elif before.starts < since and _words(before) != _words(row):
            before.ends = row.starts = row.checked_on = since
            before.save(update_fields=["ends"])
            row.save()


def _words(rule: Any) -> tuple[Any, ...]:
    return rule.title, rule.law, rule.text, rule.verdict, rule.kinds
