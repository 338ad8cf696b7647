"""The demonstration as `lofte demo` builds it: whole, simulated throughout, up to date another day."""

import json
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pysqlite3 as sqlite3
import pytest

from tests.browser import serving
from tests.browser.serving import DATABASE, PORT, TODAY, Stage


@pytest.fixture(scope="module")
def built(stages: Callable[[str], Stage]) -> Stage:
    """Return a demonstration that nobody has touched, built by the command from nothing."""
    return stages("built")


@pytest.fixture
def demo(built: Stage, tmp_path: Path) -> Path:
    """Return a copy of it, to write in; the static files too, for the command gathers them anew."""
    home = serving.copy_of(built, tmp_path / "home").home
    (home / "static").unlink()
    shutil.copytree(built.home / "static", home / "static")
    return home


def _rows(home: Path, statement: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(home / DATABASE) as connection:
        found: list[tuple[object, ...]] = connection.execute(statement).fetchall()
    return found


def test_every_tertial_of_the_promises_has_one_released_follow_up(demo: Path) -> None:
    found = _rows(
        demo,
        "SELECT partnership_slug, period FROM released_release WHERE kind = 'followup' ORDER BY number",
    )

    tertials = [f"{year}-T{n}" for year in (2019, 2021, 2022) for n in (1, 2, 3)]
    assert [period for slug, period in found if slug == "jonkoping"] == tertials
    # the promise of the year, and that of the evenings
    assert [period for slug, period in found if slug == "exempelkoping"] == ["2026-T1", "2026-T2", "2026-T2"]


def test_the_chain_holds_from_the_first_release_to_the_last(demo: Path) -> None:
    found = _rows(
        demo,
        "SELECT partnership_slug, sha256, previous_sha256 FROM released_release"
        " ORDER BY partnership_slug, number",
    )

    for (slug, sha256, _), (next_slug, _, previous) in pairwise(found):
        assert previous == (sha256 if slug == next_slug else "")


def test_all_work_is_marked_as_simulated_and_lies_in_its_own_partnership(demo: Path) -> None:
    assert _rows(demo, "SELECT COUNT(*) FROM work_entry WHERE NOT is_simulated") == [(0,)]
    assert _rows(demo, "SELECT COUNT(*) FROM released_release WHERE NOT is_simulated") == [(0,)]


def test_every_released_json_says_that_it_is_simulated(demo: Path) -> None:
    for (canonical,) in _rows(demo, "SELECT canonical FROM released_release"):
        assert json.loads(str(canonical))["simulated"] is True


def test_what_is_printed_leads_to_where_the_demonstration_is_served(demo: Path) -> None:
    ((body,),) = _rows(
        demo, "SELECT body FROM released_page WHERE path LIKE '%/2026/2026-T2/v1.pdf' AND language = 'sv'"
    )

    with pypdfium2.PdfDocument(body) as printed:
        text = "".join(page.get_textpage().get_text_range() for page in printed)

    assert f"localhost:{PORT}/exempelkoping/" in text
    assert "localhost:8000" not in text


def test_work_goes_up_to_today_and_no_further(demo: Path) -> None:
    ((last,),) = _rows(demo, "SELECT MAX(occurred_on) FROM work_entry")

    assert "2026-11-15" < str(last) <= TODAY


def test_started_another_day_it_adds_the_work_since_then_and_touches_nothing(demo: Path) -> None:
    every = "SELECT key, occurred_on, area_id FROM work_entry ORDER BY id"
    before = _rows(demo, every)

    serving.build_demonstration(demo, "2026-12-01")

    after = _rows(demo, every)
    assert after[: len(before)] == before
    assert len(after) > len(before)
    assert max(str(day) for _, day, _ in before) < TODAY, "nothing is logged before it is done"
    assert min(str(day) for _, day, _ in after[len(before) :]) >= TODAY


def test_started_twice_the_same_day_it_changes_nothing(demo: Path) -> None:
    before = _rows(demo, "SELECT COUNT(*), MAX(id) FROM work_entry")

    serving.build_demonstration(demo, TODAY)

    assert _rows(demo, "SELECT COUNT(*), MAX(id) FROM work_entry") == before


def test_nobody_in_it_is_real(demo: Path) -> None:
    assert _rows(demo, "SELECT COUNT(*) FROM accounts_user WHERE NOT is_demo") == [(0,)]
