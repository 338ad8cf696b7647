"""Every answer to every open question of the promise of 2021–2022: each line follows, by figures by hand.

The log is such that an answer that matters makes its line another. It is counted through 31 August 2022: of
the year 243 of 365 days are out, of the promise 608 of 730, of its weeks 86 of 104.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

import pytest

from lofte.accounts.models import Organisation
from lofte.followup.drafting import drafted
from lofte.periods.calendar import parse
from lofte.places.models import Area, AreaSet, Containment, PrioritisedArea
from lofte.places.queries import area_sets
from lofte.promises import actions, queries
from lofte.promises.models import KindOfWork, Promise, Quantity, Question, Target
from lofte.promises.rules import NO_ORGANISATION
from lofte.reader import Draft, read_bytes
from lofte.work import counting
from lofte.work.outcomes import Outcome
from tests.cast import Cast
from tests.left_out import SHARED
from tests.outside.test_promises_of_seeds import PLACES, known
from tests.promises.reading import AT, TODAY
from tests.work import making

PERIOD = parse("2022-T2")
CUT = PERIOD.ends
WHO = ("Polisen", "Kommunen", "Polisen och kommunen tillsammans", "Vätterhem", NO_ORGANISATION)
PER = ("Per år", "Hela löftets tid")
EACH = ("Varje plats för sig", "Alla platser tillsammans")
LENGTH = (
    "Minsta tid: en längre räknas en gång, en kortare inte alls",
    "Ungefärlig längd: alla räknas en gång",
    "Mått: längre tid räknas som flera",
)
EXACT = ("Precis", "Minst")
SHARE = ("Av alla personer", "Av alla narkotikabrott")
STATE = ("När det påbörjas", "När det avslutas")
QUESTIONS = (  # in the order in which they are asked: of which activity, and what can be answered
    (1, PER),
    (1, EACH),
    (2, PER),
    (2, EACH),
    (2, LENGTH),
    (3, PER),
    (3, SHARE),
    (4, PER),
    (4, EACH),
    (4, EXACT),
    (4, EACH),
    (4, SHARE),
    (6, WHO),
    (7, WHO),
    (7, EACH),
    (8, WHO),
    (9, PER),
    (11, PER),
    (11, EXACT),
    (11, STATE),
)
Picked = tuple[int, ...]
BASE: Picked = tuple(1 if options is WHO else 0 for _, options in QUESTIONS)


def _away() -> list[Picked]:
    """Return the base and every answer that is one step away from it, and eight picked at random."""
    found = [BASE]
    for n, (_, options) in enumerate(QUESTIONS):
        found += [(*BASE[:n], k, *BASE[n + 1 :]) for k in range(len(options)) if k != BASE[n]]
    chance = Random(7)
    return found + [tuple(chance.randrange(len(options)) for _, options in QUESTIONS) for _ in range(8)]


def _named(picked: Picked) -> str:
    changed = [f"{n}={k}" for n, (k, base) in enumerate(zip(picked, BASE, strict=True)) if k != base]
    return ",".join(changed) or "base"


# The log


@dataclass
class Log:
    """What is put down, by the names of areas and kinds."""

    cast: Cast
    areas: dict[str, Area]

    def put(self, code: str, area: str, day: str, n: int = 1, by: str = "police", **given: object) -> None:
        kind = KindOfWork.objects.get(code=code)
        done_by: Organisation = getattr(self.cast, by)
        if kind.has_recipients:
            given["recipients"] = [self.cast.police, self.cast.municipality, self.cast.housing]
        making.work(
            kind,
            self.areas[area],
            date.fromisoformat(day),
            done_by,
            occasions=n,
            **given,  # type: ignore[arg-type]
        )

    def found(self, area: str, day: str, offences: int, first: int, persons: int) -> None:
        rows = {one.code: one for one in Quantity.objects.filter(kind_of_work__code="drug-offence")}
        sizes = {rows["offences"]: offences, rows["first-time"]: first, rows["persons"]: persons}
        self.put("drug-offence", area, day, quantities=sizes)


def areas(cast: Cast) -> dict[str, Area]:
    """Give each of the promise's places an area of its own."""
    made = {}
    for n, area_set in enumerate(AreaSet.objects.filter(name__in=PLACES).order_by("pk")):
        area = Area.objects.get(pk=cast.north_area.pk)
        area.pk, area.code, area.name = None, f"9901R1{n:02}", area_set.name
        area.save()
        Containment.objects.create(area_set=area_set, area=area)
        made[area_set.name] = area
    return made


def worked(cast: Cast) -> None:
    log = Log(cast, areas(cast))
    for area, day, n in (
        ("Råslätt", "2021-03-01", 500),
        ("Råslätt", "2022-03-01", 540),
        ("Öxnehaga", "2022-03-01", 480),
        ("Österängen", "2022-03-01", 479),
        ("Ekhagen", "2022-03-01", 478),
        ("Ekhagen", "2021-03-01", 130),
    ):
        log.put("foot-patrol", area, day, n)
    for area, day, n, minutes in (
        ("Råslätt", "2022-03-01", 120, 20),
        ("Råslätt", "2022-03-02", 10, 40),
        ("Råslätt", "2022-03-03", 4, 10),
        ("Råslätt", "2022-03-04", 3, None),
        ("Råslätt", "2021-03-01", 7, 30),
        ("Öxnehaga", "2022-03-01", 2, 60),
    ):
        log.put("traffic-control", area, day, n, minutes=minutes)
    log.found("Råslätt", "2021-03-01", 30, 3, 20)
    log.found("Råslätt", "2022-03-01", 36, 6, 24)
    log.found("Öxnehaga", "2021-03-01", 40, 2, 30)
    log.found("Öxnehaga", "2022-03-01", 70, 18, 50)
    log.found("Ekhagen", "2022-03-01", 40, 4, 36)
    for by, weeks in (("police", range(1, 11)), ("municipality", range(11, 20)), ("housing", range(20, 24))):
        for week in weeks:
            log.put("picture-shared", "Råslätt", date.fromisocalendar(2022, week, 1).isoformat(), by=by)
    for by, area, month in (
        ("municipality", "övriga Jönköpings kommun", "2021-12"),
        ("municipality", "Öxnehaga", "2022-01"),
        ("municipality", "Österängen", "2022-01"),
        ("municipality", "Öxnehaga", "2022-02"),
        ("municipality", "Öxnehaga", "2022-03"),
        ("police", "Öxnehaga", "2022-04"),
        ("police", "Huskvarna", "2022-05"),
        ("municipality", "Huskvarna", "2022-05"),
        ("housing", "övriga Jönköpings kommun", "2022-06"),
    ):
        log.put("picture-shared", area, f"{month}-15", by=by)
    for by, day in (
        ("municipality", "2021-02-01"),
        ("police", "2021-10-01"),
        ("housing", "2022-02-01"),
        ("municipality", "2022-06-01"),
    ):
        log.put("measures-decided", "Råslätt", day, by=by)
    log.put("ssg-meeting", "Råslätt", "2021-04-01", 5, by="municipality")
    log.put("ssg-meeting", "Råslätt", "2022-04-01", 6, by="municipality")
    for week in range(1, 6):
        log.put("bos-meeting", "Råslätt", date.fromisocalendar(2022, week, 2).isoformat())
    for state, day, n in (
        ("begun", "2021-05-01", 12),
        ("begun", "2022-05-01", 22),
        ("closed", "2021-06-01", 5),
        ("closed", "2022-06-01", 9),
    ):
        log.put("sig-case", "Huskvarna", day, n, by="municipality", state=state)


# What each line must say, worked out by hand: done in each place, promised, expected by now, and the status.
# "" is all places together. A line is on track with nine tenths of what is expected, rounded down.

Line = tuple[Mapping[str, float], float, float, str]
FOUR = ("Råslätt", "Öxnehaga", "Österängen", "Ekhagen")


def patrols(a: tuple[str, ...]) -> Line:
    of_year = dict(zip(FOUR, (540, 480, 479, 478), strict=True))  # 479 is enough of 532.6, 478 is not
    in_all = dict(zip(FOUR, (1040, 480, 479, 608), strict=True))
    return {
        (PER[0], EACH[0]): (of_year, 800, 532.6, "behind"),
        (PER[0], EACH[1]): ({"": 1977, **of_year}, 800, 532.6, "done"),
        (PER[1], EACH[0]): (in_all, 800, 666.3, "behind"),
        (PER[1], EACH[1]): ({"": 2607, **in_all}, 800, 666.3, "done"),
    }[a[0], a[1]]


def controls(a: tuple[str, ...]) -> Line:
    least, about, hours = LENGTH
    raslatt = {  # of 120 of 20 min, 10 of 40, 4 of 10 and 3 of none; 7 of 30 the year before
        (PER[0], least): 130,
        (PER[0], about): 137,
        (PER[0], hours): 47.33,
        (PER[1], least): 137,
        (PER[1], about): 144,
        (PER[1], hours): 50.83,
    }[a[2], a[4]]
    promised = 66.67 if a[4] == hours else 200  # 200 × 20 ÷ 60
    expected = {
        (PER[0], 200): 133.2,
        (PER[1], 200): 166.6,
        (PER[0], 66.67): 44.4,
        (PER[1], 66.67): 55.5,
    }[a[2], promised]
    places = dict(zip(FOUR, (raslatt, 2, 0, 0), strict=True))  # two of an hour: twice one, or two hours
    if a[3] == EACH[0]:
        return places, promised, expected, "behind"
    status = "behind" if (a[2], a[4]) in {(PER[1], least), (PER[1], about)} else "on_track"  # 139, 146 of 149
    return {"": raslatt + 2, **places}, promised, expected, status


def offences(a: tuple[str, ...]) -> Line:
    if a[5] == PER[0]:
        return {"Råslätt": 36}, 52, 34.6, "on_track"
    return {"Råslätt": 66}, 52, 43.3, "done"


def elsewhere(a: tuple[str, ...]) -> Line:
    per, each = a[7], a[8]
    places = {"Öxnehaga": 70 if per == PER[0] else 110, "Österängen": 0, "Ekhagen": 40}
    expected = 69.2 if per == PER[0] else 86.6
    if each == EACH[0]:
        return places, 104, expected, "behind"
    return {"": 110 if per == PER[0] else 150, **places}, 104, expected, "done"


def is_more_than_exactly(a: tuple[str, ...]) -> bool:
    """110 of precisely 104: of both years in Öxnehaga alone, of this year in all three together."""
    return a[9] == "Precis" and (a[7], a[8]) != (PER[0], EACH[0])


SHARE_IN_RASLATT = {SHARE[0]: (9, 44, 20.5, "on_track"), SHARE[1]: (9, 66, 13.6, "behind")}
SHARES_ELSEWHERE = {
    (EACH[0], SHARE[0]): ({"Öxnehaga": (20, 80), "Österängen": (0, 0), "Ekhagen": (4, 36)}, "behind"),
    (EACH[0], SHARE[1]): ({"Öxnehaga": (20, 110), "Österängen": (0, 0), "Ekhagen": (4, 40)}, "behind"),
    (EACH[1], SHARE[0]): ({"": (24, 116)}, "on_track"),  # 20.7 %
    (EACH[1], SHARE[1]): ({"": (24, 150)}, "behind"),  # 16 %
}
WEEKLY = dict(zip(WHO, (10, 9, 19, 4, 23), strict=True))  # by nobody in the partnership: whoever does it
BY_MONTH = {  # Öxnehaga, Österängen, Huskvarna, the rest; and the months in which there was one anywhere
    WHO[0]: ((1, 0, 1, 0), 2),
    WHO[1]: ((3, 1, 1, 1), 5),
    WHO[2]: ((4, 1, 1, 1), 6),
    WHO[3]: ((0, 0, 0, 1), 1),
    WHO[4]: ((4, 1, 1, 2), 7),
}
BY_TERTIAL = dict(zip(WHO, (1, 2, 3, 1, 4), strict=True))
WITH_PICTURE = ("Öxnehaga", "Österängen", "Huskvarna", "övriga Jönköpings kommun")


def pictures(a: tuple[str, ...]) -> Line:
    by_place, together = BY_MONTH[a[13]]
    if a[14] == EACH[0]:
        return dict(zip(WITH_PICTURE, by_place, strict=True)), 24, 20, "behind"
    return {"": together}, 24, 20, "behind"


def meetings(a: tuple[str, ...]) -> Line:
    return ({"": 6}, 8, 5.3, "on_track") if a[16] == PER[0] else ({"": 11}, 8, 6.7, "done")


def cases(a: tuple[str, ...]) -> Line:
    return {
        (PER[0], STATE[0]): ({"": 22}, 20, 13.3, "done"),
        (PER[0], STATE[1]): ({"": 9}, 20, 13.3, "behind"),
        (PER[1], STATE[0]): ({"": 34}, 20, 16.7, "done"),
        (PER[1], STATE[1]): ({"": 14}, 20, 16.7, "on_track"),  # of 14.99, rounded down
    }[a[17], a[19]]


# The test


def settled(cast: Cast, promise: Promise, picked: Picked) -> None:
    """Answer all questions first as most would, then those that are picked: an answer can be changed."""
    for wanted in (BASE, picked) if picked != BASE else (BASE,):
        for question, (_, options), k in zip(_asked(promise), QUESTIONS, wanted, strict=True):
            if question.answer != options[k]:
                actions.settle(question=question, answer=options[k], by=cast.coordinator, on=TODAY, at=AT)


def _asked(promise: Promise) -> list[Question]:
    return list(promise.questions.select_related("activity").order_by("position"))


@pytest.fixture(scope="module")
def document() -> tuple[bytes, Draft]:
    """Read the document once: that it is received as it is read, its own tests say."""
    (path,) = (SHARED / "seeds").glob("001_*")
    data = path.read_bytes()
    return data, read_bytes(data, name=path.name)


def adopted(cast: Cast, document: tuple[bytes, Draft], picked: Picked) -> list[Target]:
    known(cast)
    data, draft = document
    promise = actions.keep_draft(
        partnership=cast.partnership, name="001.txt", data=data, draft=draft, by=cast.coordinator, at=AT
    )
    members = list(queries.members(cast.partnership.pk))
    offered = [
        (
            one.activity.position if one.activity else 0,
            tuple(queries.answers_to(one, area_sets(cast.partnership.pk), members)),
        )
        for one in _asked(promise)
    ]
    assert offered == list(QUESTIONS)
    settled(cast, promise, picked)
    for activity in promise.activities.order_by("position"):
        actions.confirm_activity(activity=activity, by=cast.coordinator, at=AT)
    actions.adopt(promise=promise, adopted_on=date(2021, 1, 1), by=cast.coordinator, at=AT)
    for area_set in AreaSet.objects.filter(partnership=cast.partnership, name__in=("Råslätt", "Ekhagen")):
        PrioritisedArea.objects.create(
            partnership=cast.partnership, area_set=area_set, starts=date(2020, 1, 1), decision="§ 1"
        )
    whole = queries.whole_promise(promise.pk)
    assert len(whole.activities.all()) < 15
    return [target for activity in whole.activities.all() for target in activity.targets.all()]


def line(found: Outcome) -> Line:
    promised = next(one for one in found.places if one.promised is not None)
    done = {one.place: one.done for one in found.places}
    return done, promised.promised or 0, round(promised.expected or 0, 1), found.status


def shares(found: Outcome) -> dict[str, tuple[int, int]]:
    rows = {one.place: (one.share.part, one.share.whole) for one in found.places if one.share is not None}
    return rows or ({} if found.share is None else {"": (found.share.part, found.share.whole)})


@pytest.mark.long
@pytest.mark.parametrize("picked", _away(), ids=_named)
def test_every_line_follows_under_every_answer(
    cast: Cast, document: tuple[bytes, Draft], picked: Picked
) -> None:
    targets = adopted(cast, document, picked)
    worked(cast)
    a = tuple(options[k] for (_, options), k in zip(QUESTIONS, picked, strict=True))

    by_key = counting.outcomes(targets, period=PERIOD, cut=CUT)

    found = [by_key[target.pk] for target in targets]
    assert line(found[0]) == patrols(a)
    assert line(found[1]) == controls(a)
    assert line(found[2]) == offences(a)
    part, whole, percent, status = SHARE_IN_RASLATT[a[6]]
    assert (shares(found[3]), found[3].status) == ({"Råslätt": (part, whole)}, status)
    assert found[3].share is not None
    assert found[3].share.share == percent
    assert line(found[4]) == elsewhere(a)
    assert bool(found[4].facts.get("exceeded")) == is_more_than_exactly(a)
    assert (shares(found[5]), found[5].status) == SHARES_ELSEWHERE[a[10], a[11]]
    assert found[6].in_words
    assert line(found[7]) == ({"Råslätt": WEEKLY[a[12]]}, 104, 86, "behind")
    assert line(found[8]) == pictures(a)
    assert line(found[9]) == ({"": BY_TERTIAL[a[15]]}, 6, 5, "behind")
    assert line(found[10]) == meetings(a)
    assert line(found[11]) == ({"Ekhagen": 0, "Råslätt": 5}, 104, 86, "behind")
    assert line(found[12]) == cases(a)
    is_more = a[18] == "Precis" and a[19] == STATE[0]
    assert bool(found[12].facts.get("exceeded")) == is_more
    assert found[13].in_words
    assert len(found) == 14
    told = drafted(targets[0].activity.promise, PERIOD, CUT).lines
    assert all(one.text.sv and one.text.en for one in told)
    assert [one.status for one in told[:3]] == [
        found[0].status,
        found[1].status,
        "behind" if "behind" in {found[2].status, found[3].status} else "on_track",
    ]
