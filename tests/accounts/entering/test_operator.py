"""Who has lost phone and codes is helped by an operator."""

import pytest

from lofte.accounts.entering import second
from lofte.accounts.models import SignedIn
from lofte.base.models import AuditEvent
from lofte.site.cli import main
from tests.accounts.entering.steps import MOMENT, connected
from tests.cast import Cast
from tests.conftest import Freeze


def test_an_operator_takes_the_second_step_away(
    cast: Cast, freeze: Freeze, capsys: pytest.CaptureFixture[str]
) -> None:
    now = freeze(MOMENT)
    connected(cast.officer, now)
    SignedIn.objects.create(user=cast.officer, session_key="x", how="code", began_at=now, seen_at=now)

    assert main(["admin", "reset-second-step", cast.officer.email]) == 0

    has = second.standing(cast.officer, now)
    assert (has.is_there, has.n_recovery) == (False, 0)
    assert not SignedIn.objects.exists()
    assert AuditEvent.objects.filter(verb="second_step.taken_away", target_id=cast.officer.pk).exists()


def test_an_unknown_address_is_told(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["admin", "reset-second-step", "ingen@example.org"]) == 2
    assert "ingen@example.org" in capsys.readouterr().err
