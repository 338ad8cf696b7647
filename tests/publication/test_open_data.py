"""The open data: documented to the last key, readable in a spreadsheet, never a formula."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lofte.publication import documents, open_data
from lofte.publication.columns import OPEN_DATA
from tests.released_world import World

DOCS = (Path(__file__).parents[2] / "docs" / "open-data.md").read_text(encoding="utf-8")


def test_every_column_is_documented_and_nothing_else() -> None:
    told = DOCS.split("## CSV")[1].split("## The bundle")[0]

    assert re.findall(r"^\| `(\w+)` \|", told, re.MULTILINE) == [column.name for column in OPEN_DATA]


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys(inner)
    if isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def test_every_key_of_the_data_is_documented(world: World, db: None) -> None:
    told = set(re.findall(r"`(\w+)`", DOCS)) | {"sv", "en"}

    assert set(keys(documents.of(world.release).body)) - told == set()


def table(world: World) -> list[dict[str, str]]:
    text = open_data.csv_of(documents.of(world.release)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_a_row_for_each_target_and_area(world: World, db: None) -> None:
    rows = [(row["rubrik"], row["slag"], row["omrade"], row["gjort"], row["lovat"]) for row in table(world)]

    assert rows[:2] == [
        ("Fotpatrullering", "count", "Norra", "12", "30"),
        ("Fotpatrullering", "count", "Södra", "4", "30"),
    ]
    assert rows[-3] == ("Samtal", "qualitative", "", "", "")
    assert [row[1] for row in rows[-2:]] == ["sample", "sample"]


def test_a_share_says_part_and_whole_and_what_was_promised_in_columns_of_their_own(
    world: World, db: None
) -> None:
    [row] = [row for row in table(world) if row["slag"] == "share"]

    assert (row["gjort"], row["lovat"], row["i_perioden"], row["enhet"]) == ("", "", "", "procent")
    assert row["andel_vad"] == "förstagångsanvändare av narkotikabrott"
    assert (row["andel_del"], row["andel_av"], row["andel"], row["andel_lovad"]) == ("6", "20", "30", "20")


def test_a_status_is_readable_and_its_code_stands_beside_it(world: World, db: None) -> None:
    assert [(row["lage"], row["lagekod"]) for row in table(world)][:2] == [
        ("följer planen", "on_track"),
        ("ligger efter", "behind"),
    ]


def test_the_forecast_is_that_of_the_page(world: World, db: None) -> None:
    line = json.loads(world.release.canonical)["content"]["activities"][0]["targets"][0]["places"][0]
    row = table(world)[0]

    assert (line["forecast"]["low"], line["forecast"]["high"]) == (int(row["slut_lag"]), int(row["slut_hog"]))


def test_decimals_stand_after_a_comma(world: World, db: None) -> None:
    assert table(world)[0]["vantat"] == "9,86"


def test_what_a_spreadsheet_would_take_for_a_formula_is_text() -> None:
    assert open_data._cell("=1+1") == "'=1+1"
    assert open_data._cell("-12") == "'-12"
    assert open_data._cell(-12) == "-12"
