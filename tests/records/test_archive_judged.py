"""Packages for the e-archive before E-ARK's own validator, and what it says when one is spoilt."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from importlib import resources
from pathlib import Path

import pytest

from lofte.accounts.models import Organisation
from lofte.base import clearing, sealing
from lofte.records import actions
from lofte.records.actions import Ruling
from lofte.records.archiving import handing, packing
from lofte.released.models import Page, Release
from lofte.site import cli
from tests.cast import Cast
from tests.conftest import Freeze
from tests.records.archive_judge import errors, files_amiss
from tests.records.test_fixing import fixed

# The judge asks of every agent that is CREATOR what the specification asks of the program among them, and
# of each note of one an attribute that METS does not allow: docs/decisions/archive.md.
ASKED_OF_THE_WRONG_ONE = ["CSIP12", "CSIP13", "CSIP15", "CSIP16", "SIP14"]
# The first judges as the second, but for the name of the group of representations, which has changed.
SAYS_OTHERWISE = {"V2.1.0": [], "V2.0.4": ["CSIP114"]}
STARTS, ENDS = date(2021, 1, 1), date(2026, 7, 1)

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")]


@pytest.fixture(autouse=True)
def now(freeze: Freeze) -> datetime:
    return freeze("2026-09-03T09:00")


def by_command(of: Organisation, out: Path, ends: date = ENDS) -> Path:
    days = ["--from", str(STARTS), "--to", str(ends)]
    assert cli.main(["archive", of.slug, *days, "--out", str(out)]) == 0
    return out / f"lofte-{of.slug}-{STARTS}-{ends}"


def released(cast: Cast) -> None:
    at = datetime.fromisoformat("2026-06-01T10:00+02:00")
    Release.objects.create(
        kind="promise",
        partnership_slug=cast.partnership.slug,
        promise_slug="2026",
        version=1,
        number=1,
        canonical='{"promise": "Öxnehaga"}',
        sha256="0" * 64,
        released_at=at,
        is_simulated=True,
    )
    path = f"/{cast.partnership.slug}/loften/2026.pdf"
    Page.objects.create(path=path, media_type=packing.PDF, body=b"%PDF-", rendered_at=at)


def full(cast: Cast, out: Path, now: datetime) -> Path:
    """A released promise as JSON and PDF, a decision on clearing, seals: nothing registered."""
    released(cast)
    plan = clearing.plan("entry-notes")
    assert plan is not None
    ruling = Ruling(365, "KS 1", "Kommunstyrelsen", date(2026, 5, 1))
    actions.decide(plan=plan, organisation=cast.police, ruling=ruling, by=cast.coordinator, at=now)
    sealing.seal(at=now)
    package = by_command(cast.police, out)
    assert len([*package.rglob("publicerat/**/lasbar.pdf")]) == 1
    return package


def from_the_page(cast: Cast, out: Path, now: datetime) -> Path:
    """Registered documents, as the file that a registrar takes."""
    fixed(cast, "Avtal ../../åäö & <etc>")
    home, by = cast.municipality, cast.coordinator
    one = handing.make(organisation=home, starts=STARTS, ends=ENDS, by=by, at=now)
    with zipfile.ZipFile(io.BytesIO(handing.as_file(one))) as held:
        held.extractall(out)
    return out / one.name


def empty(cast: Cast, out: Path, _now: datetime | None = None) -> Path:
    return by_command(cast.municipality, out, date(2021, 1, 2))


@pytest.mark.parametrize(
    ("kind", "version"), [(full, "V2.1.0"), (full, "V2.0.4"), (from_the_page, "V2.1.0"), (empty, "V2.1.0")]
)
def test_every_kind_of_package_is_judged_right(
    kind: Callable[[Cast, Path, datetime], Path],
    version: str,
    cast: Cast,
    tmp_path: Path,
    now: datetime,
) -> None:
    package = kind(cast, tmp_path, now)

    assert errors(package, version) == sorted(ASKED_OF_THE_WRONG_ONE + SAYS_OTHERWISE[version])
    assert files_amiss(package) == []


def test_the_specifications_own_example_is_judged_as_wrong(cast: Cast, tmp_path: Path, now: datetime) -> None:
    package = empty(cast, tmp_path)
    profiles = resources.files("eark_validator.ipxml.resources.profiles")
    words = (profiles / "V2.1.0" / "E-ARK-SIP.xml").read_text("utf-8")
    example = re.search(r'<mets:agent ROLE="CREATOR" TYPE="ORGANIZATION">.*?</mets:agent>', words, re.S)
    assert example is not None
    spoil(package, r'<agent ROLE="CREATOR" TYPE="ORGANIZATION">.*?</agent>', example[0].replace("mets:", ""))

    assert {*ASKED_OF_THE_WRONG_ONE} - {*errors(package)} == {"CSIP15"}  # it has a note, and the wrong one


def spoil(package: Path, found: str, instead: str) -> None:
    top = package / "METS.xml"
    words, n = re.subn(found, instead, top.read_text("utf-8"), count=1, flags=re.S)
    assert n == 1
    top.write_text(words, "utf-8")


@pytest.mark.parametrize(
    ("found", "instead", "rule"),
    [
        ("<name>Löfte</name>", "", "XML-1"),  # the schema of METS
        (' PROFILE="[^"]*"', ' PROFILE="https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml"', "SIP2"),
        (' OBJID="[^"]*"', "", "CSIP1"),
        (' TYPE="Mixed"', ' TYPE="Löften"', "CSIP2"),
        (' csip:OAISPACKAGETYPE="SIP"', "", "CSIP9"),
        (' STATUS="CURRENT"', ' STATUS="NEW"', "CSIP34"),
        ('<fileGrp ID="schemas".*?</fileGrp>', "", "CSIP113"),
        (' csip:OTHERCONTENTINFORMATIONTYPE="lofte-1">\n *<file ', ">\n<file ", "CSIP63"),
        ('<div ID="map-documentation".*?</div>', "", "CSIP95"),
    ],
)
def test_a_fault_in_the_description_is_found(
    found: str, instead: str, rule: str, cast: Cast, tmp_path: Path
) -> None:
    package = empty(cast, tmp_path)
    spoil(package, found, instead)

    assert rule in errors(package)


@pytest.mark.parametrize(
    "gone", ["METS.xml", "metadata/preservation/premis.xml", "documentation/LAS-MIG.txt"]
)
def test_a_file_that_is_gone_or_another_is_found(gone: str, cast: Cast, tmp_path: Path) -> None:
    package = empty(cast, tmp_path)
    held = (package / gone).read_bytes()

    (package / gone).write_bytes(bytes(reversed(held)))
    if gone == "METS.xml":
        (package / gone).unlink()
        assert errors(package) == ["CSIPSTR4"]
        return
    altered = files_amiss(package)
    (package / gone).unlink()

    assert (altered, files_amiss(package)) == ([gone], [gone])
