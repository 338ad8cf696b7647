"""Whoever checks a downloaded follow-up is told, in words, what is wrong with which file."""

import json
from pathlib import Path
from typing import get_args

import pytest

from lofte.publication.verification import Code
from lofte.site import checking, cli


@pytest.fixture(autouse=True)
def _swede(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")


def test_every_fault_has_its_sentence_in_both_languages() -> None:
    codes = set(get_args(Code))

    assert set(checking.SWEDISH) == set(checking.ENGLISH) == codes
    assert all("{file}" in text for text in [*checking.SWEDISH.values(), *checking.ENGLISH.values()])


def test_a_folder_that_is_no_follow_up_is_broken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(["verify", str(tmp_path)])

    assert code == 1
    assert capsys.readouterr().out == "✗ manifest.json saknas: mappen är ingen uppföljning från Löfte.\n"


def test_every_fault_is_told_with_its_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = {
        "schema": "lofte/bundle/1",
        "address": "/x/",
        "simulated": False,
        "release": {"file": "uppfoljning.json", "sha256": "0", "previous_sha256": "", "number": 1},
        "files": [{"name": "a.json", "bytes": 1, "sha256": "0"}],
    }
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (tmp_path / "b.csv").write_text("", encoding="utf-8")
    (tmp_path / "c\x1b[2J").write_text("", encoding="utf-8")

    code = cli.main(["verify", str(tmp_path)])

    said = capsys.readouterr().out
    assert code == 1
    assert "✗ a.json saknas.\n" in said
    assert "✗ b.csv står inte i förteckningen.\n" in said
    assert "✗ c\\x1b[2J står inte i förteckningen.\n" in said, "a file's name must not steer the terminal"


def test_a_path_that_leads_nowhere_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(["verify", "finns-inte"])

    assert code == 2
    assert capsys.readouterr().err == "finns-inte finns inte.\n"


def test_a_file_is_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "v1.json").write_text("{}", encoding="utf-8")

    code = cli.main(["verify", str(tmp_path / "v1.json")])

    assert code == 2
    assert capsys.readouterr().err == f"{tmp_path / 'v1.json'} är ingen mapp.\n"


@pytest.mark.django_db
def test_a_follow_up_that_is_not_released_is_bad_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = cli.main(["followup", "jonkoping", "2021-2022", "2021-T1", "--out", str(tmp_path)])

    assert code == 2
    assert "Det finns ingen publicerad uppföljning 2021-T1" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
