"""One-time codes by the clock: the standard's own figures, the leeway of half a minute, each code once."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lofte.accounts.entering import otp

SECRET = b"12345678901234567890"
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
# RFC 6238, appendix B, the rows for SHA-1
TOLD = [
    (59, "94287082"),
    (1111111109, "07081804"),
    (1111111111, "14050471"),
    (1234567890, "89005924"),
    (2000000000, "69279037"),
    (20000000000, "65353130"),
]


@pytest.mark.parametrize(("seconds", "expected"), TOLD)
def test_the_codes_are_those_of_the_standard(seconds: int, expected: str) -> None:
    assert otp.code(SECRET, seconds // otp.STEP, figures=8) == expected


@pytest.mark.parametrize(("late", "opens"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_go_half_a_minute_wrong_and_no_more(late: int, opens: bool) -> None:
    typed = otp.code(SECRET, otp.step_at(NOON + timedelta(seconds=late)))

    assert (otp.matching_step(SECRET, typed, at=NOON, after=0) is not None) is opens


def test_a_code_that_has_opened_does_not_open_again() -> None:
    typed = otp.code(SECRET, otp.step_at(NOON))
    used = otp.matching_step(SECRET, typed, at=NOON, after=0)
    assert used is not None

    assert otp.matching_step(SECRET, typed, at=NOON, after=used) is None


@given(st.text(max_size=12))
def test_nothing_but_the_code_opens(typed: str) -> None:
    codes = {otp.code(SECRET, otp.step_at(NOON) + late) for late in (-1, 0, 1)}

    assert (otp.matching_step(SECRET, typed, at=NOON, after=0) is not None) is (typed in codes)


def test_the_address_for_the_app_carries_the_key_and_whose_it_is() -> None:
    parts = urlsplit(otp.address(SECRET, issuer="Löfte", account="lo@example.org"))

    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert parse_qs(parts.query) == {"secret": ["GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"], "issuer": ["Löfte"]}
