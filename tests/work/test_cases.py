"""The 24 kinds of promises that the field's documents hold: each from its wording to its line and sentence.

The numbers are those under which the field's documents were gathered. Each logs what counts and, beside it, what
must not: a rule that let it in, or left the other out, would change the figure.
"""

# ruff: noqa: E501  (a sentence is compared whole, on one line)

from collections.abc import Iterable
from datetime import date, time, timedelta

from lofte.accounts.models import Organisation
from lofte.places.models import Area, PrioritisedArea
from lofte.promises.models import Promise, Target, TargetSpot
from lofte.situation import actions as situation
from lofte.situation.models import Indicator
from lofte.work.outcomes import LevelOutcome, Outcome
from tests.cast import Cast
from tests.promises.reading import AT, TODAY
from tests.work import making
from tests.work.wording import OVER, YEAR, again, kind, outcome, read, sentence


def log(code: str, area: Area, days: Iterable[date], by: Organisation, **given: object) -> None:
    """Put one piece of work in the log on each of the days."""
    for day in days:
        making.work(kind(code), area, day, by, **given)  # type: ignore[arg-type]


def weekly(n: int, start: date = date(2021, 1, 4)) -> list[date]:
    return [start + timedelta(weeks=number) for number in range(n)]


def line(found: Outcome) -> tuple[float, float | None, str]:
    """Return the first line's figure, what was promised, and the target's status."""
    return found.places[0].done, found.places[0].promised, found.status


def test_1_a_count_over_the_whole_period(cast: Cast, kept_draft: Promise) -> None:
    case = read(cast, "Polisen ska genomföra minst 52 trafikkontroller under 2021.")
    log("traffic-control", cast.north_area, weekly(15), cast.police)
    log("traffic-control", cast.north_area, weekly(5), cast.housing)  # no party of the activity
    log("foot-patrol", cast.north_area, weekly(5), cast.police)

    found = outcome(case.target)

    assert line(found) == (15, 52.0, "on_track")
    assert sentence(case, case.target, found) == (
        "Vi lovade minst 52 trafikkontroller under 2021. Till och med den 30 april borde 17 vara gjorda; 15 är gjorda."
    )


def test_2_a_count_in_each_place_or_for_all_together_as_somebody_settled(
    cast: Cast, kept_draft: Promise
) -> None:
    said = "Polisen ska genomföra minst 10 fotpatruller i Norra och motsvarande antal i Södra."
    each = read(cast, said, {"each_or_together": "Varje plats för sig"})
    together = read(cast, said, {"each_or_together": "Alla platser tillsammans"})
    nobody = read(cast, said)
    log("foot-patrol", cast.north_area, weekly(8), cast.police)
    log("foot-patrol", cast.south_area, weekly(2), cast.police)

    assert [(one.place, one.done, one.status) for one in outcome(each.target, cut=OVER).places] == [
        ("Norra", 8, "not_met"),
        ("Södra", 2, "not_met"),
    ]
    assert line(outcome(together.target, cut=OVER)) == (10, 10.0, "done")
    assert outcome(nobody.target).why == "places_unsettled"
    assert sentence(each, each.target, outcome(each.target)) == (
        "Vi lovade minst tio fotpatruller i varje område under 2021. Till och med den 30 april borde ungefär tre vara gjorda i varje område. I Norra är åtta gjorda och i Södra två."
    )


def test_3_a_count_of_things_of_a_least_length(cast: Cast, kept_draft: Promise) -> None:
    case = read(
        cast,
        "Polisen ska genomföra minst 10 stycken 20 minuters trafikkontroller i Norra.",
        {"length_or_minimum": "Minsta tid: en längre räknas en gång, en kortare inte alls"},
    )
    log("traffic-control", cast.north_area, weekly(10), cast.police, minutes=20)
    log("traffic-control", cast.north_area, weekly(10), cast.police, minutes=19)
    log("traffic-control", cast.north_area, weekly(10), cast.police)

    found = outcome(case.target, period=YEAR)

    assert line(found) == (10, 10.0, "done")
    assert sentence(case, case.target, found) == (
        "Vi lovade minst tio trafikkontroller på minst 20 minuter i Norra under 2021. När tiden var ute var tio gjorda. Löftet är hållet."
    )


def test_4_a_sum_of_hours(cast: Cast, kept_draft: Promise) -> None:
    case = read(cast, "Polisen ska fotpatrullera minst 12 timmar under 2021.")
    log("foot-patrol", cast.north_area, weekly(5), cast.police, minutes=50)
    making.work(kind("foot-patrol"), cast.north_area, date(2021, 2, 1), cast.police, minutes=10, occasions=3)
    log("foot-patrol", cast.north_area, weekly(9), cast.police)  # nobody said how long

    found = outcome(case.target)

    assert line(found) == (4.67, 12.0, "on_track")  # (5 × 50 + 3 × 10) ÷ 60
    assert sentence(case, case.target, found) == (
        "Vi lovade minst tolv timmar fotpatrull under 2021. Till och med den 30 april borde ungefär fyra vara gjorda; 4,7 är gjorda."
    )


def test_5_a_rate_on_average_or_in_every_week(cast: Cast, kept_draft: Promise) -> None:
    average = read(cast, "Polisen ska i snitt genomföra minst två fotpatruller i veckan i Norra.")
    every = read(
        cast,
        "Polisen ska genomföra minst två fotpatruller i veckan i Norra.",
        {"average_or_every": "Varje gång för sig"},
    )
    log("foot-patrol", cast.north_area, weekly(17), cast.police)
    log("foot-patrol", cast.north_area, weekly(15), cast.police)  # the last two weeks have one alone
    log("foot-patrol", cast.north_area, [date(2021, 1, 4)] * 3, cast.police)  # one week five

    assert (average.target.held, every.target.held) == ("average", "every")
    found, strict = outcome(average.target), outcome(every.target)
    assert line(found) == (35, 104.0, "on_track")  # 52 weeks; 34 by week 17
    assert (strict.places[0].done, strict.places[0].expected, strict.status) == (15, 17.0, "behind")
    assert sentence(average, average.target, found) == (
        "Vi lovade i genomsnitt minst två fotpatruller i veckan i Norra under 2021. Hittills är det i genomsnitt 2,1 i veckan: 35 gjorda på 17 veckor."
    )
    assert sentence(every, every.target, strict) == (
        "Vi lovade minst två fotpatruller varje vecka i Norra under 2021. Så mycket blev det 15 av 17 veckor."
    )


def test_6_a_product_in_a_rhythm_shared_with_all(cast: Cast, kept_draft: Promise) -> None:
    case = read(
        cast,
        "Kommunen ska varje vecka ta fram en lägesbild för Norra, som delas mellan polisen och Lillbo.",
    )
    shared = [cast.police, cast.housing]
    log("picture-shared", cast.north_area, weekly(16), cast.municipality, recipients=shared)
    log("picture-shared", cast.north_area, weekly(1, date(2021, 4, 26)), cast.municipality)

    found = outcome(case.target)

    assert (found.places[0].done, found.places[0].expected, found.status) == (16, 17.0, "on_track")
    assert sentence(case, case.target, found) == (
        "Vi lovade en lägesbild varje vecka i Norra, delad med Polisen Lillköping och Lillbo. Lägesbilden togs fram 16 av 17 veckor. Missat den här perioden: v. 17 (inget skäl angivet)."
    )


def test_7_so_many_meetings(cast: Cast, kept_draft: Promise) -> None:
    case = read(cast, "Strategiska säkerhetsgruppen (SSG) ska ha minst åtta möten under 2021.")
    log("ssg-meeting", cast.north_area, weekly(7), cast.municipality)
    log("bos-meeting", cast.north_area, weekly(7), cast.municipality)

    assert line(outcome(case.target, period=YEAR)) == (7, 8.0, "not_met")
    assert sentence(case, case.target, outcome(case.target, period=YEAR)) == (
        "Vi lovade minst åtta möten under 2021. När tiden var ute var sju hållna. Löftet hölls inte."
    )


def test_8_a_standing_rhythm_in_each_prioritised_area(cast: Cast, kept_draft: Promise) -> None:
    case = read(
        cast,
        "Brottsoperativa grupper (BOS) ska finnas i samtliga av kommunen prioriterade områden och träffas"
        " en gång i veckan.",
    )
    starts = {cast.north: date(2020, 1, 1), cast.south: date(2021, 3, 1)}
    for area_set, day in starts.items():
        PrioritisedArea.objects.create(
            partnership=cast.partnership, area_set=area_set, starts=day, decision="§ 1"
        )
    log("bos-meeting", cast.north_area, weekly(17), cast.municipality)
    log("bos-meeting", cast.south_area, weekly(8), cast.municipality)  # before it was prioritised: no slot

    found = outcome(case.target)

    assert [(one.place, one.done, one.expected) for one in found.places] == [
        ("Norra", 17, 17.0),
        ("Södra", 0, 9.0),
    ]
    assert found.status == "behind"
    assert sentence(case, case.target, found) == (
        "Vi lovade ett BOS-möte varje vecka i varje prioriterat område. Gruppen möttes 17 av 17 veckor i Norra och noll av nio i Södra."
    )


def test_9_a_count_in_each_term(cast: Cast, kept_draft: Promise) -> None:
    case = read(cast, "Polisen ska göra minst två krogtillsyner per termin.")
    log("pub-inspection", cast.north_area, weekly(3), cast.police)
    log("pub-inspection", cast.north_area, [date(2021, 9, 1)], cast.police)

    found = outcome(case.target, period=YEAR)

    assert line(found) == (1, 2.0, "not_met")
    assert [(one.starts, one.status) for one in found.closed] == [(date(2021, 1, 1), "done")]
    assert sentence(case, case.target, found) == (
        "Mellan den 1 januari och den 30 juni 2021 blev tre gjorda; löftet hölls. Vi lovade minst två krogtillsyner mellan den 1 juli och den 31 december 2021. När tiden var ute var en gjord. Löftet hölls inte."
    )


def test_10_a_share_within_a_count(cast: Cast, kept_draft: Promise) -> None:
    case = read(
        cast,
        "Polisen ska upptäcka minst 52 narkotikabrott, varav minst 20 procent ska vara förstagångsanvändare.",
        {"share_of_what": "Av alla narkotikabrott"},
    )
    _, share = case.targets
    offence = kind("drug-offence")
    numbers = list(offence.quantities.order_by("position", "pk"))

    assert outcome(share).why == "nothing_to_share"
    making.work(
        offence, cast.north_area, date(2021, 2, 1), cast.police, quantities={numbers[0]: 10, numbers[1]: 3}
    )
    found = outcome(share)
    assert found.share is not None
    assert (found.share.part, found.share.whole, found.share.share, found.status) == (3, 10, 30.0, "on_track")
    assert sentence(case, share, found) == (
        "Vi lovade att minst 20 procent av alla narkotikabrott ska gälla förstagångsanvändare under 2021. Hittills är andelen 30 procent (3 av 10). Slumpen gör siffran osäker: mellan 11 och 60 procent är rimligt."
    )


def test_11_all_evenings_in_two_streets(cast: Cast, kept_draft: Promise) -> None:
    case = read(
        cast,
        "Polisen ska finnas i krogmiljö samtliga fredagskvällar och lördagskvällar på Storgatan och Nygatan.",
    )
    streets = [
        cast.partnership.places.create(name=name, area=cast.north_area, search_key=name, sort_key=name)
        for name in ("Storgatan", "Nygatan")
    ]
    TargetSpot.objects.bulk_create(
        TargetSpot(target=case.target, place=place, position=n) for n, place in enumerate(streets)
    )
    fridays = weekly(17, date(2021, 1, 1)) + weekly(17, date(2021, 1, 2))
    log("pub-presence", cast.north_area, fridays, cast.police, place=streets[0])
    log("pub-presence", cast.north_area, fridays, cast.police)  # on no street
    log(
        "pub-presence", cast.north_area, weekly(17, date(2021, 1, 3)), cast.police, place=streets[1]
    )  # Sundays

    case = again(case.promise)
    found = outcome(case.target)

    assert case.target.weekdays == "56"
    assert [(one.place, one.done, one.expected) for one in found.places] == [
        ("Storgatan", 34, 35.0),  # 30 April is a Friday
        ("Nygatan", 0, 35.0),
    ]
    assert found.status == "behind"
    assert sentence(case, case.target, found) == (
        "Vi lovade ett pass i krogmiljön på Storgatan och Nygatan, var för sig, varje fredag och lördag under 2021. Hittills är 34 av 70 gjorda: 34 av 35 på Storgatan och noll av 35 på Nygatan."
    )


def test_11_so_many_places_every_term(cast: Cast, kept_draft: Promise) -> None:
    case = read(cast, "Polisen ska göra krogtillsyn på samtliga 3 krogar varje termin.")
    pubs = [
        cast.partnership.places.create(name=name, area=cast.north_area, search_key=name, sort_key=name)
        for name in ("Ankaret", "Bryggan", "Draken")
    ]
    for pub in (*pubs[:2], pubs[0]):
        log("pub-inspection", cast.north_area, [date(2021, 3, 1)], cast.police, place=pub)

    found = outcome(case.target)

    assert (case.target.kind, case.target.value) == ("coverage", making.exact(3))
    assert line(found) == (2, 6.0, "on_track")
    assert sentence(case, case.target, found) == (
        "Vi lovade en krogtillsyn på alla tre platser varje termin under 2021. Hittills är två gjorda; tiden är inte ute än."
    )


def test_12_a_scheduled_slot(cast: Cast, kept_draft: Promise) -> None:
    case = read(cast, "Poliskontoret ska vara öppet varje tisdag klockan 14–17 i Norra, utom på helgdagar.")
    tuesdays = weekly(17, date(2021, 1, 5))  # the first is the eve of Epiphany: no public holiday
    log("open-office", cast.north_area, tuesdays[1:], cast.police, started_at=time(13, 45))
    log("open-office", cast.north_area, tuesdays[:1], cast.police, started_at=time(9))  # not then
    log("open-office", cast.north_area, weekly(17, date(2021, 1, 6)), cast.police)  # Wednesdays

    found = outcome(case.target)

    assert (found.places[0].done, found.places[0].expected, found.status) == (16, 17.0, "on_track")
    assert sentence(case, case.target, found) == (
        "Vi lovade ett öppet kontor varje tisdag klockan 14–17 i Norra under 2021, utom på helgdagar. Tiden hölls 16 av 17 gånger."
    )


def test_13_a_caseload_of_which_so_many_are_begun(cast: Cast, kept_draft: Promise) -> None:
    case = read(
        cast,
        "Sociala insatsgruppen (SIG) ska ha minst 4 ärenden under 2021.",
        {"counted_when": "När det avslutas"},
    )
    Target.objects.filter(pk=case.target.pk, counted_state="").update(counted_state="begun")
    case = again(case.promise)
    log("sig-case", cast.north_area, weekly(4), cast.municipality, state="begun")
    log("sig-case", cast.north_area, weekly(2), cast.municipality, state="closed")

    found = outcome(case.target)

    assert line(found) == ({"begun": 4, "closed": 2}[case.target.counted_state], 4.0, found.status)
    assert sentence(case, case.target, found) == (
        "Vi lovade minst fyra SIG-ärenden under 2021. Till och med den 30 april borde ungefär ett vara avslutat; två är avslutade."
    )


def test_14_a_milestone_with_its_day(cast: Cast, kept_draft: Promise) -> None:
    case = read(cast, "Kommunen ska göra en översyn av Juneporten senast den 30 juni 2021.")
    own = case.target.activity
    log("place-review", cast.north_area, [date(2021, 7, 2)], cast.municipality, activity=own)

    assert outcome(case.target).status == "on_track"
    found = outcome(case.target, period=YEAR)
    assert (found.status, found.reached_on) == ("not_met", date(2021, 7, 2))
    assert sentence(case, case.target, found) == (
        "Vi lovade att det ska vara klart senast den 30 juni 2021. Det blev klart den 2 juli 2021, efter utsatt tid."
    )


def test_15_a_series_of_tests(cast: Cast, kept_draft: Promise) -> None:
    case = read(cast, "Kommunen ska genomföra minst fyra avloppsmätningar under 2021.")
    log("wastewater-test", cast.whole, weekly(4), cast.municipality)

    assert line(outcome(case.target)) == (4, 4.0, "done")
    assert sentence(case, case.target, outcome(case.target)) == (
        "Vi lovade minst fyra avloppsmätningar under 2021. Till och med den 30 april borde ungefär en vara gjord; fyra är gjorda. Löftet är redan hållet."
    )


def series(cast: Cast, name: str, unit: str, *values: tuple[date, float]) -> Indicator:
    """Begin a series of measurements, each attested by the municipality."""
    made = situation.begin_indicator(
        partnership=cast.partnership,
        terms=situation.Terms(name, unit, "Drogvaneundersökningen", "lower", "trygghetssamordnaren"),
        by=cast.coordinator,
        at=AT,
        on=TODAY,
    )
    for day, value in values:
        reading = situation.Reading(day, making.exact(value), "Tabell 4", cast.municipality)
        situation.write_value(indicator=made, reading=reading, by=cast.coordinator, at=AT, today=TODAY)
    return made


def measured(target: Target, by: Indicator, **given: object) -> Target:
    """Tie a target to its series, as its coordinator does."""
    Target.objects.filter(pk=target.pk).update(indicator=by, **given)
    return Target.objects.get(pk=target.pk)


def test_16_a_level_that_a_survey_shows(cast: Cast, kept_draft: Promise) -> None:
    case = read(
        cast, "Andelen elever i årskurs 9 som använt narkotika ska minska från 13 procent till 10 procent."
    )
    drugs = series(cast, "Andelen elever i nian som använt narkotika", "procent", (date(2019, 4, 1), 13))
    measured(case.target, drugs)
    case = again(case.promise)
    log("foot-patrol", cast.north_area, weekly(5), cast.police)  # work never moves it

    assert outcome(case.target).why == "no_measurement"
    reading = situation.Reading(date(2021, 4, 12), making.exact(11.5), "Tabell 4", cast.municipality)
    wrong = situation.write_value(indicator=drugs, reading=reading, by=cast.coordinator, at=AT, today=TODAY)
    assert outcome(case.target).status == "behind"
    situation.correct_value(
        value=wrong,
        reading=situation.Reading(date(2021, 4, 12), making.exact(9.8), "Tabell 4", cast.municipality),
        reason="Fel rad i tabellen",
        by=cast.coordinator,
        at=AT,
        today=TODAY,
    )

    found = outcome(case.target)

    assert (found.status, found.places, found.n_in_period) == ("on_track", (), 0)
    assert found.measured is not None
    assert (found.measured.value, found.measured.baseline, found.measured.change) == (9.8, 13.0, -3.2)
    assert sentence(case, case.target, found) == (
        "Vi lovade att andelen elever i nian som använt narkotika ska vara högst 10 procent senast den 31 december 2021. Vid den senaste mätningen, den 12 april 2021, var det 9,8 procent. Utgångsläget, den 1 april 2019, var 13 procent: en minskning med 3,2 procentenheter. Det motsvarar löftet. Det mäter läget, inte vad som är gjort. Källa: Drogvaneundersökningen."
    )


def test_17_an_outcome_on_somebody_elses_list(cast: Cast, kept_draft: Promise) -> None:
    case = read(cast, "Inget område i kommunen ska finnas på polisens lista över utsatta områden.")
    listed = series(cast, "Antalet områden på polisens lista", "antal", (date(2021, 11, 1), 1))
    measured(case.target, listed)
    case = again(case.promise)

    found = outcome(case.target, period=YEAR)

    assert (found.status, found.measured is not None and found.measured.value) == ("not_met", 1.0)
    assert sentence(case, case.target, found) == (
        "Vi lovade att antalet områden på polisens lista ska vara 0 senast den 31 december 2021. Vid den senaste mätningen, den 1 november 2021, var det 1. Löftet hölls inte. Det mäter läget, inte vad som är gjort. Källa: Drogvaneundersökningen."
    )


def test_18_a_change_of_reported_crime(cast: Cast, kept_draft: Promise) -> None:
    case = read(cast, "Bostadsinbrotten ska minska med minst 10 procent jämfört med 2020.")
    burglaries = series(
        cast, "Antalet anmälda bostadsinbrott", "antal", (date(2020, 12, 31), 120), (date(2021, 12, 31), 109)
    )
    measured(case.target, burglaries)
    case = again(case.promise)

    found = outcome(case.target, period=YEAR)

    assert (case.target.reads_as, case.target.direction) == ("percent", "down")
    assert found.measured is not None
    assert (found.measured.change, found.status) == (-9.17, "not_met")
    assert found.measured.level == LevelOutcome("<=", 108)  # 120 less a tenth
    assert sentence(case, case.target, found) == (
        "Vi lovade att antalet anmälda bostadsinbrott ska minska med minst 10 procent till den 31 december 2021. Vid den senaste mätningen, den 31 december 2021, var det 109. Utgångsläget, den 31 december 2020, var 120: en minskning med 9,2 procent. Löftet hölls inte. Det mäter läget, inte vad som är gjort. Källa: Drogvaneundersökningen."
    )


def test_19_on_demand_at_each_occasion(cast: Cast, kept_draft: Promise) -> None:
    case = read(cast, "Polisen ska ha fotpatrull vid varje större evenemang.")
    log("foot-patrol", cast.north_area, [date(2021, 2, 6), date(2021, 3, 6)], cast.police)

    assert outcome(case.target).why == "no_occasions"
    log("public-event", cast.north_area, [date(2021, 2, 6), date(2021, 4, 3)], cast.municipality)
    log("public-event", cast.south_area, [date(2021, 3, 6)], cast.municipality)  # the patrol was in Norra
    found = outcome(case.target)

    assert line(found) == (1, 3.0, "behind")
    assert sentence(case, case.target, found) == (
        "Vi lovade en fotpatrull vid varje större evenemang under 2021. Det gjordes vid en av tre större evenemang."
    )


def test_20_a_joint_target_of_several_places(cast: Cast, kept_draft: Promise) -> None:
    case = read(
        cast,
        "Polisen ska genomföra minst 15 trafikkontroller sammanlagt i Norra, Södra och övriga kommunen.",
        {"each_or_together": "Alla platser tillsammans"},
    )
    for where in (cast.north_area, cast.south_area, cast.west_area):
        log("traffic-control", where, weekly(5), cast.police)

    found = outcome(case.target)

    assert line(found) == (15, 15.0, "done")
    assert [(one.place, one.done, one.promised) for one in found.places[1:]] == [
        ("Norra", 5, None),
        ("Södra", 5, None),
        ("övriga kommunen", 5, None),
    ]
    assert sentence(case, case.target, found) == (
        "Vi lovade minst 15 trafikkontroller i Norra, Södra och övriga kommunen tillsammans under 2021. Till och med den 30 april borde ungefär fem vara gjorda; 15 är gjorda. Löftet är redan hållet."
    )


def test_21_and_22_what_has_no_number_is_told_in_words(cast: Cast, kept_draft: Promise) -> None:
    for said in (
        "Polisen ska arbeta för ökad trygghet i Norra.",
        "Polisen ska genomföra ett antal trafikkontroller.",
    ):
        case = read(cast, said)
        log("traffic-control", cast.north_area, weekly(3), cast.police)

        found = outcome(case.target)

        assert (found.in_words, found.places, found.n_in_period) == (True, (), 0)
        assert sentence(case, case.target, found) == "Aktiviteten har inget målvärde och redovisas i ord."


def test_23_after_each_of_something_within_a_time(cast: Cast, kept_draft: Promise) -> None:
    case = read(cast, "Efter varje kampanj ska kommunen besöka skolan inom 14 dagar.")
    ended = [date(2021, 1, 11), date(2021, 2, 1), date(2021, 3, 1), date(2021, 4, 26)]
    log("campaign", cast.north_area, ended, cast.municipality)
    log("services-contact", cast.north_area, [date(2021, 1, 25)], cast.municipality)  # the 14th day
    log("services-contact", cast.north_area, [date(2021, 2, 16)], cast.municipality)  # the 15th: late
    log("services-contact", cast.south_area, [date(2021, 3, 2)], cast.municipality)  # another school

    found = outcome(case.target)

    assert [slot.state for slot in found.slots] == ["met", "missed", "missed", "due"]
    assert (found.places[0].done, found.places[0].expected, found.facts) == (1, 3.0, {"late": 1})
    assert found.status == "behind"
    assert sentence(case, case.target, found) == (
        "Vi lovade en kontakt inom 14 dagar efter varje kampanj under 2021. Det gjordes i tid efter en av tre kampanjer. Efter en kom det för sent. En väntar än: tiden är inte ute."
    )


def test_24_a_promise_to_decide_each_tertial(cast: Cast, kept_draft: Promise) -> None:
    case = read(cast, "Kommunen ska besluta om åtgärder varje tertial.")
    log("measures-decided", cast.north_area, [date(2021, 4, 20), date(2021, 9, 20)], cast.municipality)

    found = outcome(case.target, period=YEAR)

    assert line(found) == (2, 3.0, "not_met")
    assert [slot.state for slot in found.slots] == ["met", "missed", "met"]
    assert sentence(case, case.target, found) == (
        "Vi lovade ett beslut om åtgärder varje tertial. Åtgärder beslutades två av tre tertial. Löftet hölls inte fullt ut. Missat: ett tertial (inget skäl angivet)."
    )
