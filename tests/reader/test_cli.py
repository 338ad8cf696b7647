"""The commands that people type: what they print and how they end."""

import io
import json
import sys
from pathlib import Path

import pytest

from lofte.reader.cli import read_command, schema_command

TEXT = "Medborgarlöfte 2024\n\nPolisen ska göra minst fem kontroller på Ågatan under året.\n"


def test_a_file_is_summed_up_in_swedish(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "löfte.txt"
    file.write_text(TEXT, encoding="utf-8")

    code = read_command(str(file), as_json=False)

    assert code == 0
    assert "minst 5 kontroller per år" in capsys.readouterr().out


def test_standard_input_gives_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode()), encoding="utf-8"))

    code = read_command("-", as_json=True)

    assert code == 0
    assert json.loads(capsys.readouterr().out)["schema"] == "lofte/promise-draft/1"


def test_bad_input_is_one_sentence_and_code_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "tom.pdf"
    empty.write_bytes(b"")

    for path in (str(empty), str(tmp_path / "saknas.pdf"), str(tmp_path)):
        assert read_command(path, as_json=False) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.count("\n") == 1


def test_the_schema_is_printed_and_another_name_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert schema_command("promise") == 0
    assert json.loads(capsys.readouterr().out)["$schema"].endswith("2020-12/schema")
    assert schema_command("annat") == 2
