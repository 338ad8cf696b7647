"""Whoever runs the system seals the trail, keeps the chain's end elsewhere, and is told what is wrong."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import connection

from lofte.base import audit, guards
from lofte.base.models import AuditEvent, SealedBatch
from lofte.site import cli
from lofte.site.commands import doctor
from tests.cast import Cast
from tests.conftest import Freeze

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _swede(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")


@pytest.fixture
def read(cast: Cast, freeze: Freeze) -> AuditEvent:
    freeze("2026-05-01T14:30")
    return audit.record("promise.read", target=cast.partnership, by_id=cast.officer.pk, at=AT)


def change(line: AuditEvent) -> None:
    guards.take_down(using="default", plan=["something"])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE base_auditevent SET by_id = 99 WHERE id = %s", [line.pk])
    guards.put_up(using="default")


def test_the_end_of_the_chain_is_printed_and_kept_in_a_file(
    read: AuditEvent, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "spar.txt"

    codes = [cli.main(["seal", "--to", str(kept)]), cli.main(["seal", "--to", str(kept)])]

    assert codes == [0, 0]
    batch = SealedBatch.objects.get()
    line = f"1 {batch.sha256} 2026-05-01T14:30:00+02:00"
    assert kept.read_text(encoding="utf-8") == f"{line}\n{line}\n"
    said = capsys.readouterr().out
    assert f"Förseglade rader: {batch.n_rows}, i 1 omgångar.\n" in said
    assert "Förseglade rader: 0, i 0 omgångar.\n" in said
    assert said.count(line) == 2


def test_the_end_of_the_chain_goes_by_mail(
    read: AuditEvent, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["seal", "--mail", "dso@example.org"]) == 2
    assert "Ingen e-post är inställd" in capsys.readouterr().err
    assert not SealedBatch.objects.exists()
    settings.SENDS_MAIL = True

    assert cli.main(["seal", "--mail", "dso@example.org"]) == 0

    (letter,) = mail.outbox
    assert SealedBatch.objects.get().sha256 in letter.body


def test_a_trail_that_holds_says_so_and_tells_what_is_not_sealed(
    read: AuditEvent, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["seal"])
    audit.record("promise.read", target=read, by_id=None, at=AT)
    capsys.readouterr()

    assert cli.main(["verify", "--trail"]) == 0

    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"✓ Spåret är orört: {SealedBatch.objects.get().n_rows} rader, 1 förseglingar."
    assert said[-1] == "  Ännu inte förseglade: 1 rader, sedan 2026-05-01 14.00."


def test_a_changed_line_is_told_with_its_batch(read: AuditEvent, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["seal"])
    change(read)
    capsys.readouterr()

    assert cli.main(["verify", "--trail"]) == 1

    assert capsys.readouterr().out.startswith(f"✗ Rad {read.pk} är ändrad (försegling 1).\n")


def test_a_chain_written_anew_does_not_have_the_end_that_was_kept(
    read: AuditEvent, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "spar.txt"
    cli.main(["seal", "--to", str(kept)])
    assert cli.main(["verify", "--trail", "--heads", str(kept)]) == 0
    change(read)
    guards.take_down(using="default", plan=["something"])
    SealedBatch._base_manager.all().delete()
    guards.put_up(using="default")
    cli.main(["seal"])
    capsys.readouterr()

    codes = [cli.main(["verify", "--trail"]), cli.main(["verify", "--trail", "--heads", str(kept)])]

    assert codes == [0, 1]
    assert "✗ Försegling 1 är en annan än den som har skrivits upp.\n" in capsys.readouterr().out


def test_a_file_without_ends_is_refused(
    read: AuditEvent, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tom.txt").write_text("inget\n", encoding="utf-8")

    assert cli.main(["verify", "--trail", "--heads", str(tmp_path / "tom.txt")]) == 2
    assert cli.main(["verify", "--trail", "--heads", str(tmp_path / "borta.txt")]) == 2
    assert cli.main(["seal", "--to", str(tmp_path / "borta" / "spar.txt")]) == 2

    assert "inget slut på kedjan" in capsys.readouterr().err


def test_the_doctor_misses_a_seal_after_two_days(read: AuditEvent, freeze: Freeze) -> None:
    assert all(finding.ok for finding in doctor.examine() if "förseglade" in finding.sentence)
    freeze("2026-05-04T12:00")

    [found] = [finding for finding in doctor.examine() if "lofte seal" in finding.sentence]

    assert not found.ok
