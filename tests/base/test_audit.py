"""A line of the trail holds keys, codes and counts: what anybody has written never gets that far."""

from datetime import UTC, datetime

import pytest

from lofte.accounts.models import User
from lofte.base import audit
from lofte.base.models import AuditEvent
from lofte.released.models import Release

AT = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "value", ["Kim Samordnare", "kim@example.org", "Åsa", ["ok", "sent till Pia"], {"why": "han ringde"}]
)
def test_names_addresses_and_sentences_are_refused(db: None, value: object) -> None:
    with pytest.raises(audit.NotAFact, match="x: said"):
        audit.record("x", target=User(pk=1), by_id=None, at=AT, said=value)

    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("value", [3, True, None, "2021-T1", "promises.Promise:4", ["a", 1], {"n": 2}, ""])
def test_keys_codes_and_counts_are_taken(db: None, value: object) -> None:
    assert audit.record("x", target=User(pk=1), by_id=None, at=AT, said=value).facts == {"said": value}


def test_nothing_that_was_done_on_the_way_to_a_release_names_anybody(brought_out: Release) -> None:
    written = [str(facts) for facts in AuditEvent.objects.values_list("facts", flat=True)]
    names = {part for name in User.objects.values_list("name", flat=True) for part in name.split()}

    assert written
    assert [line for line in written for name in names if name in line] == []
