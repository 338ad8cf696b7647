"""The command line: one sentence and the right exit code, whatever is typed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lofte.site import cli
from tests.house import source

LETTER = "Medborgarlöfte 2026\n\nPolisen ska genomföra minst 12 fotpatruller i Norrby under 2026.\n"


@pytest.fixture(autouse=True)
def _swede(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", "sv_SE.UTF-8")


def test_without_a_verb_the_verbs_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main([])

    assert code == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert listed == list(cli.VERBS)


def test_the_verbs_others_lean_on_are_there() -> None:
    contract = {"read", "schema", "demo", "serve", "doctor", "followup", "verify", "bench"}

    assert contract <= set(cli.VERBS)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["lasa"], "Verbet 'lasa' finns inte."),
        (["read"], "det saknas: FILE"),
        (["read", "a", "b"], "det här finns inte: b"),
        (["serve", "--port", "abc"], "--port kan inte vara 'abc'"),
        (["serve", "--port", "99999"], "Port 99999 kan inte användas."),
        (["demo", "--today", "i dag"], "--today kan inte vara 'i dag'"),
        (["admin"], "det saknas: VERB"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(
    typed: list[str], said: str, capsys: pytest.CaptureFixture[str], db: None
) -> None:
    code = cli.main(typed)

    streams = capsys.readouterr()
    assert code == 2
    assert said in streams.err
    assert "Traceback" not in streams.err
    assert streams.err.count("\n") == 1
    assert streams.out == ""


def test_an_english_reader_is_answered_in_english(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")

    cli.main(["lasa"])

    assert capsys.readouterr().err.startswith("There is no verb 'lasa'.")


def test_what_nobody_foresaw_is_one_sentence_and_a_file(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setitem(cli.VERBS, "broken", cli.Verb("tests.site.broken", "run", "", ""))

    code = cli.main(["broken"])

    said = capsys.readouterr().err
    (file,) = tmp_path.iterdir()
    assert code == 1
    assert said == f"lofte broken föll på något oväntat (ZeroDivisionError). Det tekniska står i {file}.\n"
    assert "ZeroDivisionError" in file.read_text(encoding="utf-8")


def test_a_document_is_read_without_a_database_and_without_the_frame(tmp_path: Path) -> None:
    letter = tmp_path / "loefte.txt"
    letter.write_text(LETTER, encoding="utf-8")
    code = (
        "import sys; from lofte.site.cli import main; code = main(['read', sys.argv[1], '--json'])\n"
        "assert 'django' not in sys.modules; sys.exit(code)"
    )

    run = subprocess.run(
        [sys.executable, "-c", code, str(letter)],
        cwd=source.ROOT,
        env={**os.environ, "LOFTE_HOME": "/dev/null"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (run.returncode, run.stderr) == (0, "")
    assert '"fotpatruller"' in run.stdout
