"""Imports: a file's columns and words are said once, each row's fate is shown, and twice does no harm."""

import re
from datetime import date, datetime
from hashlib import sha256
from html import unescape
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from lofte.places.models import AreaSet
from lofte.promises.models import KindOfWork
from lofte.work import actions
from lofte.work.deliveries import carrying, tables
from lofte.work.deliveries.carrying import Carried
from lofte.work.models import ColumnMapping, Delivery, Entry, Overlap
from tests.cast import Cast
from tests.conftest import Freeze
from tests.promised import Promised, approved
from tests.work import making
from tests.work.making import text

FILE = "/intern/logga/leveranser/fil/"
HEAD = "Händelsedatum;Insatstyp;Beat;Antal minuter;Handläggare\n"
ROWS = (
    "2021-03-04;FPATRULL;N1;45;Pia Polis\n"
    "2021-03-04;FPATRULL;N1;45;Pia Polis\n"
    "2021-03-05;FPATRULL;Södra;30;Bo Bosson\n"
)
ORIGIN = {"source": "STORM", "attesting_office": "Planeringen, Lillköping"}
COLUMNS = {
    "c_day": "Händelsedatum",
    "c_kind": "Insatstyp",
    "c_area": "Beat",
    "c_minutes": "Antal minuter",
    "name": "STORM",
}


@pytest.fixture(autouse=True)
def now(freeze: Freeze) -> datetime:
    return freeze("2021-03-10T12:00")


def hidden(answer: Any, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    assert found is not None, text(answer)
    return unescape(found[1])


def uploaded(client: Client, cast: Cast, data: str | bytes, name: str = "uttag.csv") -> Any:
    raw = data.encode() if isinstance(data, str) else data
    return client.post(FILE, {"organisation": cast.police.pk, "file": SimpleUploadedFile(name, raw)})


def previewed(client: Client, cast: Cast, data: str, **given: Any) -> Any:
    """Send what the columns mean, as if the file had just been chosen."""
    carried = Carried(cast.police.pk, sha256(data.encode()).hexdigest(), tables.read(data.encode()))
    sent = ORIGIN | COLUMNS | given | {"carried": carrying.packed(carried)}
    return client.post(f"{FILE}kolumner/", {name: value for name, value in sent.items() if value})


def looked(client: Client, page: Any, do: str = "look", **given: Any) -> Any:
    """Press a button of the preview, with its fields as they are shown and some said anew."""
    shown = {name: hidden(page, name) for name in ("once", "carried", "seen")}
    chosen = re.findall(r'<select name="([^"]+)".*?</select>', page.content.decode(), re.DOTALL)
    body = page.content.decode()
    for name in chosen:
        picked = re.search(
            rf'<select name="{re.escape(name)}".*?<option value="([^"]*)"[^>]* selected', body, re.DOTALL
        )
        shown[unescape(name)] = picked[1] if picked else ""
    own = re.search(r'name="whom" value="([^"]+)"', body)
    shown["whom"] = own[1] if own else ""  # the first that is offered
    return client.post(f"{FILE}granska/", shown | given | {"do": do})


def told(cast: Cast, **given: str) -> dict[str, str]:
    return {"k_fpatrull": "fotpatrull:done", "g_n1": f"s{cast.north.pk}"} | given


def brought(client: Client, cast: Cast, data: str = HEAD + ROWS, **given: Any) -> Any:
    """Save a file whose words have been said before."""
    ColumnMapping.objects.get_or_create(
        organisation=cast.police,
        name="STORM",
        defaults={
            "columns": {name[2:]: heading for name, heading in COLUMNS.items() if name != "name"},
            "kinds": {"fpatrull": "fotpatrull:done"},
            "grounds": {"n1": f"s{cast.north.pk}"},
            "saved_at": timezone.now(),
            **ORIGIN,
        },
    )
    return looked(client, previewed(client, cast, data), "save", **given)


def counted() -> int:
    return sum(entry.sign * entry.occasions for entry in Entry.objects.all())


def test_a_file_is_read_by_columns_and_words_that_are_said_once(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    columns = text(uploaded(officer, cast, HEAD + ROWS))
    assert 'value="Händelsedatum" selected' in columns  # suggested by its heading
    page = previewed(officer, cast, HEAD + ROWS)
    assert "”FPATRULL” är inget slags arbete här" in text(page)
    assert "Läses inte: Handläggare" in text(page)
    page = looked(officer, page, **told(cast))
    assert "Räknas</dt><dd>3 rader" in text(page)
    assert not Delivery.objects.exists()

    answer = looked(officer, page, "save", **told(cast))

    assert answer.status_code == 302
    delivery = Delivery.objects.get()
    assert (delivery.starts, delivery.ends) == (date(2021, 3, 4), date(2021, 3, 6))
    assert (delivery.way, delivery.holds, len(delivery.file_sum)) == ("csv", "rows", 64)
    assert [(e.occurred_on.day, e.minutes, e.area) for e in Entry.objects.order_by("pk")] == [
        (4, 45, cast.north_area),
        (4, 45, cast.north_area),
        (5, 30, cast.south_area),
    ]
    again = previewed(officer, cast, HEAD + "2021-03-09;FPATRULL;N1;20;x\n")
    assert "Räknas</dt><dd>1 rad" in text(again)  # the words are remembered


def test_no_column_that_nobody_chose_is_carried_or_kept(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    page = previewed(officer, cast, HEAD + ROWS)

    carried = carrying.unpacked(hidden(page, "carried"))
    assert "Handläggare" not in carried.table.headings
    assert not any("Pia" in cell for row in carried.table.rows for cell in row)
    assert carried.dropped == ("Handläggare",)


def test_the_same_file_again_adds_nothing_and_says_so(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    brought(officer, cast)

    page = previewed(officer, cast, HEAD + ROWS)
    answer = looked(officer, page, "save")

    assert "Den här filen är redan inläst" in text(page)
    assert "Det finns inget nytt att spara" in text(page)
    assert answer.status_code == 422
    assert "Inget är nytt" in text(answer)
    assert (counted(), Delivery.objects.count()) == (3, 1)


def test_the_same_form_twice_makes_one_delivery(officer: Client, cast: Cast, patrol: KindOfWork) -> None:
    page = looked(officer, previewed(officer, cast, HEAD + ROWS), **told(cast))

    first = looked(officer, page, "save", **told(cast))
    second = looked(officer, page, "save", **told(cast))

    assert first["Location"] == second["Location"]
    assert Delivery.objects.count() == 1


def test_a_later_file_replaces_the_earlier_and_shows_the_difference_first(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    brought(officer, cast)
    first = Delivery.objects.get()
    later = HEAD + ROWS.replace("2021-03-05;FPATRULL;Södra;30", "2021-03-05;FPATRULL;Södra;50")

    page = previewed(officer, cast, later)
    looked(officer, page, "save", mode="replace")

    assert "1 rader nya, 1 försvinner och 2 är som förut" in text(page)
    assert counted() == 3
    assert first.replacement.delivery.pk != first.pk
    assert "Ersatt av" in text(officer.get(f"/intern/logga/leveranser/{first.pk}/"))
    assert sum(e.sign * (e.minutes or 0) for e in Entry.objects.all()) == 45 + 45 + 50


def test_rows_of_the_same_system_are_added_one_by_one_when_the_earlier_is_left(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    brought(officer, cast)
    more = HEAD + ROWS + "2021-03-04;FPATRULL;N1;45;x\n"  # a third that looks like the two before

    page = looked(officer, previewed(officer, cast, more), mode="add")
    answer = looked(officer, page, "save", mode="add")

    assert "Finns redan</dt><dd>3 rader" in text(page)
    assert answer.status_code == 302
    assert counted() == 4
    assert not Delivery.objects.exclude(replacement=None).exists()


def test_a_file_of_fewer_days_does_not_replace_one_of_more(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    brought(officer, cast)
    one_day = HEAD + "2021-03-05;FPATRULL;Södra;50;x\n"

    page = previewed(officer, cast, one_day)
    wider = looked(officer, page, starts="2021-03-04", last="2021-03-05")

    assert "Det tidigare gäller fler dagar än filen" in text(page)
    assert "Ersätter filen det tidigare blir 1 rader nya, 3 försvinner" in text(wider)


BAD = (
    "31 februari 2021;FPATRULL;N1;45;x\n"  # row 2
    "2021-03-11;FPATRULL;N1;45;x\n"  # tomorrow
    "2019-03-04;FPATRULL;N1;45;x\n"
    "2021-03-04;;N1;45;x\n"
    "2021-03-04;FPATRULL;Okänt;45;x\n"
    "2021-03-04;FPATRULL;N1;en stund;x\n"
    "2021-03-04;FPATRULL;N1;45;x\n"
)


def test_rows_that_cannot_be_read_say_where_and_what_to_do(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    page = looked(officer, previewed(officer, cast, HEAD + BAD), **told(cast))

    said = re.sub(r"<[^>]+>", "", text(page))
    for sentence in (
        "Rad 2 Kolumn ”Händelsedatum”: ”31 februari 2021” går inte att läsa som en dag.",
        "Rad 3 Kolumn ”Händelsedatum”: 2021-03-11 har inte varit än.",
        "Rad 4 Kolumn ”Händelsedatum”: 2019-03-04 är mer än ett år sedan.",
        "Rad 5 Kolumn ”Insatstyp”: Cellen är tom.",
        "Rad 6 Kolumn ”Beat”: ”Okänt” är inget område här.",
        "Rad 7 Kolumn ”Antal minuter”: ”en stund” går inte att läsa som en längd.",
    ):
        assert sentence in said
    refused = looked(officer, page, "save", **told(cast))
    assert "Alla rader går inte att läsa" in text(refused)
    assert not Entry.objects.exists()
    assert looked(officer, page, "save", **told(cast), only_good="on").status_code == 302
    assert counted() == 1


def test_the_list_holds_every_row_with_its_fate(officer: Client, cast: Cast, patrol: KindOfWork) -> None:
    page = looked(officer, previewed(officer, cast, HEAD + BAD), **told(cast))

    answer = looked(officer, page, "list", **told(cast))

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Rad;Vad som händer"
    assert len(lines) == 8
    assert lines[-1] == "8;räknas"


def test_words_can_be_left_out_and_what_no_promise_asks_for_says_so(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    making.kind_of_work("krogtillsyn", name="Krogtillsyn")
    data = HEAD + "2021-03-04;Krogtillsyn;Norra;45;x\n2021-03-04;FPATRULL;N1;45;x\n2021-03-04;LUNCH;N1;45;x\n"

    page = looked(officer, previewed(officer, cast, data), **told(cast, k_lunch="-"))

    assert "Sparas, men inget löfte frågar efter det</dt><dd>1 rad" in text(page)
    assert "Tas inte med, som ni har valt</dt><dd>1 rad" in text(page)


def test_what_something_is_owed_at_is_asked_for_too_whoever_brings_it(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    event = making.kind_of_work("krogtillsyn", name="Krogtillsyn")
    visits = making.activity(making.promise(cast.partnership, slug="annat"), cast.municipality)
    making.target(visits, "follow_on", 7, kind_of_work=making.kind_of_work("mote"), occasion_kind=event)
    data = HEAD + "2021-03-04;Krogtillsyn;Norra;45;x\n"

    page = looked(officer, previewed(officer, cast, data), **told(cast))

    assert "inget löfte frågar efter det" not in text(page)


def test_rows_that_overlap_with_the_log_wait(officer: Client, cast: Cast, patrol: KindOfWork) -> None:
    actions.log(
        key=uuid4(),
        kind=patrol,
        organisation=cast.police,
        area=cast.south_area,
        occurred_on=date(2021, 3, 5),
        by=cast.officer,
        at=timezone.now(),
    )

    page = looked(officer, previewed(officer, cast, HEAD + ROWS), **told(cast))
    looked(officer, page, "save", **told(cast))

    assert "Väntar: överlappar med annat</dt><dd>1 rad" in text(page)
    assert counted() == 3
    assert Overlap.objects.get().waiting[0]["minutes"] == 30


def test_what_changed_since_the_preview_is_shown_again_before_it_is_saved(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    page = looked(officer, previewed(officer, cast, HEAD + ROWS), **told(cast))
    brought(officer, cast)

    answer = looked(officer, page, "save", **told(cast))

    assert answer.status_code == 422
    assert "Något har ändrats sedan du granskade" in text(answer)
    assert counted() == 3


WEEKS = (
    "Vecka;Slag;Område;Antal\n"
    "2021-W09;Fotpatrull;Norra;12\n"
    "2021-W09;Fotpatrull;Södra;\n"
    "2021-W08;Fotpatrull;Norra;9\n"
)


def test_a_file_of_weeks_holds_figures(officer: Client, cast: Cast, patrol: KindOfWork) -> None:
    columns = {"c_day": "", "c_minutes": "", "c_week": "Vecka", "c_kind": "Slag", "c_area": "Område"}

    page = previewed(officer, cast, WEEKS, **columns, c_count="Antal")
    looked(officer, page, "save")

    assert "Noll, inget att räkna</dt><dd>1 rad" in text(page)
    delivery = Delivery.objects.get()
    assert (delivery.holds, delivery.starts, delivery.ends) == (
        "figures",
        date(2021, 2, 22),
        date(2021, 3, 8),
    )
    days = Entry.objects.order_by("occurred_on").values_list("occurred_on", "occasions")
    assert list(days) == [(date(2021, 2, 25), 9), (date(2021, 3, 4), 12)]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"c_kind": ""}, "Välj en kolumn för slaget"),
        ({"c_area": ""}, "Välj en kolumn för området"),
        ({"c_day": ""}, "Välj kolumnen med dagen eller veckan"),
        ({"c_day": "", "c_week": "Händelsedatum"}, "Välj kolumnen med antalet"),
        ({"attesting_office": "Pia Polis"}, "inte en person"),
    ],
)
def test_columns_that_must_be_mended_say_what(
    officer: Client, cast: Cast, patrol: KindOfWork, given: dict[str, str], said: str
) -> None:
    answer = previewed(officer, cast, HEAD + ROWS, **given)

    assert answer.status_code == 422
    assert said in text(answer)


def test_a_file_that_cannot_be_read_says_why(officer: Client, cast: Cast) -> None:
    assert "Välj en fil" in text(officer.post(FILE, {"organisation": cast.police.pk}))
    answer = uploaded(officer, cast, b"PK\x03\x04 trasig", "uttag.xlsx")

    assert answer.status_code == 422
    assert "Filen är skadad" in text(answer)


def test_another_s_page_or_organisation_is_not_let_in(client: Client, cast: Cast, patrol: KindOfWork) -> None:
    client.force_login(cast.officer)
    carried = hidden(uploaded(client, cast, HEAD + ROWS), "carried")
    assert client.post(f"{FILE}kolumner/", {"carried": carried[:-2] + "xx"}).status_code == 400
    assert client.get(f"{FILE}kolumner/")["Location"] == FILE

    client.force_login(cast.outsider)
    assert client.post(f"{FILE}kolumner/", ORIGIN | COLUMNS | {"carried": carried}).status_code == 404
    assert uploaded(client, cast, HEAD + ROWS).status_code == 422
    client.force_login(cast.police_approver)
    assert client.get(FILE).status_code == 403


def test_the_files_to_fill_in_are_read_back_by_their_own_headings(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    mall = "/intern/logga/leveranser/mall/polisen-lillkoping"
    weeks = officer.get(f"{mall}.csv").content.decode("utf-8-sig")
    assert "2021-W09;Fotpatrull;Norra;" in weeks
    book = officer.get(f"{mall}.xlsx").content

    with pytest.raises(tables.UnreadableTable):  # nothing is filled in yet
        tables.read(book)
    filled = weeks.replace("Fotpatrull;Norra;", "Fotpatrull;Norra;12")
    page = text(uploaded(officer, cast, filled))

    assert 'value="Vecka" selected' in page
    assert 'value="Antal" selected' in page


def test_a_place_named_as_a_formula_is_a_name_in_the_files_to_fill_in(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    AreaSet.objects.filter(pk=cast.north.pk).update(name="=1+1")
    mall = "/intern/logga/leveranser/mall/polisen-lillkoping"

    weeks = officer.get(f"{mall}.csv").content.decode("utf-8-sig")
    book = CalamineWorkbook.from_filelike(BytesIO(officer.get(f"{mall}.xlsx").content))

    assert "2021-W09;Fotpatrull;'=1+1;" in weeks
    assert "=1+1" in [row[1] for row in book.get_sheet_by_index(1).to_python() if len(row) > 1]
    filled = weeks.replace("Fotpatrull;'=1+1;", "Fotpatrull;'=1+1;12")
    assert tables.read(filled.encode()).rows[0][2] == "=1+1"


@pytest.mark.long
def test_reading_and_saving_ask_as_much_of_the_database_for_many_rows_as_for_few(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    def asked(days: range, n: int) -> int:
        rows = "".join(
            f"2021-02-{day:02d};FPATRULL;N1;{minutes};x\n" for day in days for minutes in range(30, 30 + n)
        )
        with CaptureQueriesContext(connection) as queries:
            brought(officer, cast, HEAD + rows)
        return len(queries)

    asked(range(1, 2), 1)  # saves the mapping
    few = asked(range(2, 4), 1)

    assert asked(range(10, 20), 20) <= few
    assert counted() == 1 + 2 + 200
    assert ColumnMapping.objects.count() == 1


def test_work_of_a_period_that_is_counted_already_is_taken_in_after_the_cut(
    client: Client, worked: Promised, freeze: Freeze
) -> None:
    approved(worked)
    freeze("2021-05-20T12:00")
    client.force_login(worked.cast.officer)
    data = "Datum;Slag;Område\n2021-03-09;fotpatrull;Södra\n2021-05-10;fotpatrull;Södra\n"
    columns = {"c_day": "Datum", "c_kind": "Slag", "c_area": "Område", "c_minutes": ""}

    page = previewed(client, worked.cast, data, **columns)

    assert "Kom efter räkningen</dt><dd>1 rad" in text(page)
    assert "Räknas</dt><dd>1 rad" in text(page)
