"""Work in figures: the same work as the lines count, told by month, area and organisation, and as files."""

from csv import reader
from datetime import date
from io import BytesIO

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from python_calamine import load_workbook

from lofte.periods.calendar import parse
from lofte.promises.models import Activity, KindOfWork, Target
from lofte.work import counting, figure_files, figures
from lofte.work.figures import Row, Sheet
from tests.cast import Cast
from tests.promised import Promised
from tests.work import making
from tests.work.making import text

PAGE = "/intern/logga/lage/siffror/"
TODAY = date(2021, 5, 10)
YEAR = parse("2021")


def shown(stage: Promised, key: str = "2021") -> list[Sheet]:
    return figures.sheets(stage.promise, parse(key), TODAY)[0]


def of(sheets: list[Sheet], activity: Activity) -> Sheet:
    return next(sheet for sheet in sheets if sheet.activity == activity)


def test_the_figures_add_up_to_what_the_lines_count(worked: Promised) -> None:
    targets = list(Target.objects.filter(activity__promise=worked.promise, kind="count"))
    lines = counting.outcomes(targets, period=YEAR, cut=date(2021, 5, 11))

    for target in targets:
        sheet = next(one for one in shown(worked) if one.target == target)
        done = sum(line.done for line in lines[target.pk].places if line.promised is not None)
        assert sheet.in_all.total == done > 0
        assert sum(row.total for row in sheet.by_area) == done
        assert sum(row.total for row in sheet.by_organisation) == done


def test_a_month_an_area_and_an_organisation_get_what_was_done_there(cast: Cast) -> None:
    patrol = making.kind_of_work()
    promise = making.promise(cast.partnership)
    patrols = making.activity(promise, cast.police, cast.municipality)
    making.target(patrols, "count", 30, places=[cast.north, cast.south], kind_of_work=patrol)
    making.work(patrol, cast.north_area, date(2021, 1, 31), cast.police, n=2)
    making.work(patrol, cast.north_area, date(2021, 2, 1), cast.municipality, occasions=5)
    [wrong] = making.work(patrol, cast.south_area, date(2021, 2, 28), cast.police)
    making.work(patrol, cast.south_area, date(2021, 4, 30), cast.police)
    making.taken_back(wrong)
    making.work(patrol, cast.west_area, date(2021, 3, 1), cast.police)  # none of the target's places

    [sheet], without = figures.sheets(promise, YEAR, TODAY)

    assert [bucket.key for bucket in sheet.buckets] == [f"2021-0{n}" for n in range(1, 6)]
    assert sheet.in_all.values == (2, 5, 0, 1, 0)
    assert sheet.by_area == [Row("Norra", (2, 5, 0, 0, 0)), Row("Södra", (0, 0, 0, 1, 0))]
    assert [(row.name, row.total) for row in sheet.by_organisation] == [
        (cast.municipality.name, 5),
        (cast.police.name, 3),
    ]
    assert without == []


def test_a_long_time_is_shown_by_tertial(cast: Cast) -> None:
    promise = making.promise(cast.partnership, ends=date(2023, 1, 1))

    found = figures.buckets(figures.times(promise, date(2022, 7, 1))[0], date(2022, 7, 1))

    assert [bucket.key for bucket in found] == ["2021-T1", "2021-T2", "2021-T3", "2022-T1", "2022-T2"]


def test_a_share_is_its_part_and_its_whole_and_says_neither_twice(worked: Promised) -> None:
    found = [sheet for sheet in shown(worked) if sheet.activity == worked.found]

    assert [sheet.target.kind for sheet in found] == ["count", "share"]
    assert found[1].in_all.total < found[0].in_all.total


def test_what_is_told_in_words_is_named_and_has_no_figure(worked: Promised) -> None:
    sheets, without = figures.sheets(worked.promise, YEAR, TODAY)

    assert worked.dialogue in without
    assert worked.dialogue not in [sheet.activity for sheet in sheets]


def test_the_files_hold_every_cell_and_carry_out_nothing(worked: Promised) -> None:
    Activity.objects.filter(pk=worked.patrols.pk).update(title="=1+1")
    sheets = shown(worked)

    with override("sv"):
        head, *lines = list(
            reader(figure_files.as_csv(sheets).decode("utf-8-sig").splitlines(), delimiter=";")
        )
        book = load_workbook(BytesIO(figure_files.as_xlsx(sheets, "Lugna kvällar")))

    assert head == ["Aktivitet", "Mål", "Vad som räknas", "Månad", "Område", "Organisation", "Antal"]
    assert sum(int(line[6]) for line in lines) == sum(sheet.in_all.total for sheet in sheets)
    assert {line[0] for line in lines if line[0].endswith("=1+1")} == {"'=1+1"}
    first, *rows = book.get_sheet_by_index(0).to_python()
    assert first == head
    assert [[*row[:6], str(row[6]).removesuffix(".0")] for row in rows] == [
        [line[0].removeprefix("'"), *line[1:6], line[6]] for line in lines
    ]


def test_everybody_of_the_partnership_sees_the_page_and_nobody_else(client: Client, worked: Promised) -> None:
    address = f"{PAGE}{worked.patrols.pk}/"
    assert client.get(PAGE)["Location"].startswith("/logga-in/?next=")
    for who in ("coordinator", "officer", "partner", "police_approver"):
        client.force_login(getattr(worked.cast, who))
        assert client.get(PAGE).status_code == client.get(address).status_code == 200, who
    assert client.post(PAGE).status_code == 405

    client.force_login(worked.cast.outsider)

    assert client.get(address).status_code == 404
    assert client.get(f"{PAGE}?promise={worked.promise.pk}").status_code == 200
    assert "Fotpatrullering" not in text(client.get(f"{PAGE}?promise={worked.promise.pk}"))
    assert client.get("/intern/logga/lage/siffror.csv").status_code == 404


def test_a_time_that_is_not_offered_is_told_at_the_field(client: Client, worked: Promised) -> None:
    client.force_login(worked.cast.coordinator)

    answer = client.get(f"{PAGE}?time=2019")

    assert answer.status_code == 422
    assert "Välj ett i listan." in text(answer)
    assert client.get("/intern/logga/lage/siffror.xlsx?time=2019").status_code == 400


def test_the_page_and_the_files_say_the_same(client: Client, worked: Promised) -> None:
    client.force_login(worked.cast.officer)

    page = text(client.get(f"{PAGE}?time=2021-T1"))
    sheet = client.get("/intern/logga/lage/siffror.csv?time=2021-T1")

    total = of(shown(worked, "2021-T1"), worked.patrols).in_all.total
    lines = [line for line in sheet.content.decode().splitlines() if line.startswith("Fotpatrullering;")]
    assert sum(int(line.rpartition(";")[2]) for line in lines) == total
    assert f"<strong>{total}</strong>" in page
    assert 'filename="lillkoping-2021-2021-T1.csv"' in sheet["Content-Disposition"]


def test_more_work_asks_no_more_of_the_database(client: Client, worked: Promised) -> None:
    kind = KindOfWork.objects.get(targets__activity=worked.patrols)
    client.force_login(worked.cast.coordinator)

    def n_queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(PAGE).status_code == 200
        return len(asked)

    client.get(PAGE)
    before = n_queries()
    for area in (worked.cast.north_area, worked.cast.south_area):
        making.many(kind, area, date(2021, 3, 3), worked.cast.police, n=40)

    assert n_queries() == before
