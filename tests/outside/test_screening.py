"""The police's own texts and Jönköping's places raise almost no false alarm."""

import csv
import gzip
import json
from collections import Counter

from lofte.screening import find
from tests.left_out import SHARED

DATA = SHARED / "data"
MOST_NAMES = 35  # of the county's texts; most are spokespersons and missing persons, who are persons


def test_places_of_jonkoping_are_no_persons() -> None:
    with (DATA / "geo" / "platser_jonkoping.csv").open(encoding="utf-8") as file:
        places = {row["namn"] for row in csv.DictReader(file)}

    raised = [place for place in sorted(places) if find(f"Fotpatrull. {place}, lugnt. {place} igen.")]

    assert len(places) >= 50
    assert raised == []


def test_the_polices_texts_of_the_county_raise_almost_nothing() -> None:
    with gzip.open(DATA / "polisen" / "handelser_jonkopings_lan.jsonl.gz", "rt", encoding="utf-8") as file:
        events = [json.loads(line) for line in file]

    kinds = Counter(
        one.kind for event in events for one in find(event["text"] or event["sammanfattning"] or "")
    )

    assert len(events) > 2600
    assert kinds["name"] <= MOST_NAMES
    assert kinds["described"] + kinds["plate"] + kinds["personnummer"] + kinds["link"] <= 2
