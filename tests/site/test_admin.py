"""A new installation can be set up from the command line, and says what is missing."""

import io
import json
from pathlib import Path

import pytest
from django.test import Client

from lofte.accounts.models import Role, User
from lofte.base.models import AuditEvent
from lofte.places.models import AreaSet
from lofte.site import cli
from lofte.site.commands import doctor
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _swede(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")


def lofte(*typed: str) -> int:
    return cli.main(["admin", *typed])


def squares(path: Path, **properties: str) -> Path:
    ring = [[14.0, 57.0], [14.1, 57.0], [14.1, 57.1], [14.0, 57.0]]
    feature = {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return path


def test_a_coordinator_set_up_from_the_command_line_can_sign_in(
    client: Client, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("en stubbe vid ån\n"))

    codes = [
        lofte("partnership", "lillby", "--name", "Lillby", "--municipality", "Lillby"),
        lofte("organisation", "lillby-kommun", "--name", "Lillby kommun", "--kind", "municipality"),
        lofte("join", "lillby-kommun", "lillby", "--signs"),
        lofte("user", "Kim@example.org", "--name", "Kim"),
        lofte("role", "kim@example.org", "lillby", "lillby-kommun", "coordinator"),
    ]

    assert codes == [0] * 5, capsys.readouterr().err
    assert Role.objects.get().kind == Role.Kind.COORDINATOR
    assert User.objects.get().check_password("en stubbe vid ån")
    assert AuditEvent.objects.count() == 5


def test_areas_come_in_from_a_file_twice_without_becoming_two(cast: Cast, tmp_path: Path) -> None:
    file = str(squares(tmp_path / "omraden.json", code="9901R009", name="Ängarna"))
    typed = [
        "areas",
        file,
        "--kind",
        "regso",
        "--year",
        "2025",
        "--source",
        "SCB",
        "--partnership",
        "lillkoping",
    ]

    codes = [lofte(*typed), lofte(*typed)]

    assert codes == [0, 0]
    assert AreaSet.objects.filter(partnership=cast.partnership, name="Ängarna").count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["partnership", "demo", "--name", "X", "--municipality", "X"], "demo är upptaget."),
        (["partnership", "lillkoping", "--name", "X", "--municipality", "X"], "lillkoping är upptaget."),
        (["partnership", "Lill Köping", "--name", "X", "--municipality", "X"], "små bokstäver a–z"),
        (["organisation", "x", "--name", "X", "--kind", "armé"], "--kind kan inte vara 'armé'"),
        (["join", "ingen", "lillkoping"], "Det finns ingen organisation med ingen."),
        (
            ["role", "pia@example.org", "storkoping", "lillbo", "field"],
            "Organisationen är inte med i samverkan.",
        ),
        (
            ["areas", "finns-inte.json", "--kind", "regso", "--year", "2025", "--source", "X"],
            "kan inte läsas",
        ),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_sentence(
    cast: Cast, typed: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = lofte(*typed)

    assert code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("content", ["inte json", "[]", '{"features": [{}]}'])
def test_a_file_that_is_no_map_is_refused(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "fel.json"
    file.write_text(content, encoding="utf-8")

    code = lofte("areas", str(file), "--kind", "regso", "--year", "2025", "--source", "X")

    assert code == 2
    assert "är inte GeoJSON" in capsys.readouterr().err


def test_a_short_password_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("kort\n"))

    code = lofte("user", "kim@example.org", "--name", "Kim")

    assert code == 2
    assert "12 tecken" in capsys.readouterr().err
    assert not User.objects.exists()


def test_the_doctor_sees_that_nobody_coordinates_yet() -> None:
    assert "✗ Ingen är samordnare än." in "\n".join(
        f"{'✓' if finding.ok else '✗'} {finding.sentence}" for finding in doctor.examine()
    )


def test_the_doctor_is_content_with_engine_tables_key_and_folder(cast: Cast) -> None:
    wanting = [finding.sentence for finding in doctor.examine() if not finding.ok]

    # In the tests the static files are not collected, and a database in memory has no journal.
    assert [
        sentence for sentence in wanting if not sentence.startswith(("Statiska", "SQLite skriver inte"))
    ] == []
