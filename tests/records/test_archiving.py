"""The package for an e-archive: every file is described, every sum holds, and nobody who logged is in it.

The requirements are those of E-ARK CSIP 2 that docs/archive.md lists, by their numbers there.
"""

import hashlib
from datetime import date, datetime
from pathlib import Path

import pytest
from lxml import etree

from lofte.base import sealing
from lofte.base.models import AuditEvent
from lofte.records.archiving import packing
from lofte.records.archiving.mets import CSIP, METS, PREMIS, XLINK
from lofte.released.models import Release
from lofte.site import cli
from tests.cast import Cast
from tests.conftest import Freeze
from tests.records.test_fixing import fixed

SPACES = {"m": METS, "csip": CSIP, "xlink": XLINK, "premis": PREMIS}
PARTS = ["Metadata", "Documentation", "Schemas", "Representations"]
# What stands in what, and in this order: the parts of the PREMIS Data Dictionary 3.0 that are used.
IN_ORDER = {
    "premis": ["object", "event", "agent"],
    "object": ["objectIdentifier", "objectCharacteristics"],
    "objectIdentifier": ["objectIdentifierType", "objectIdentifierValue"],
    "objectCharacteristics": ["fixity", "size", "format"],
    "fixity": ["messageDigestAlgorithm", "messageDigest"],
    "format": ["formatDesignation"],
    "formatDesignation": ["formatName"],
    "event": ["eventIdentifier", "eventType", "eventDateTime", "linkingAgentIdentifier"],
    "eventIdentifier": ["eventIdentifierType", "eventIdentifierValue"],
    "linkingAgentIdentifier": ["linkingAgentIdentifierType", "linkingAgentIdentifierValue"],
    "agent": ["agentIdentifier", "agentName", "agentType"],
    "agentIdentifier": ["agentIdentifierType", "agentIdentifierValue"],
}
STARTS, ENDS = date(2026, 5, 1), date(2026, 9, 1)


@pytest.fixture(autouse=True)
def now(freeze: Freeze) -> datetime:
    return freeze("2026-09-03T09:00")


@pytest.fixture
def package(cast: Cast, tmp_path: Path, now: datetime) -> Path:
    fixed(cast, "Avtal ../../etc")
    Release.objects.create(
        kind="promise",
        partnership_slug=cast.partnership.slug,
        promise_slug="2026",
        version=1,
        number=1,
        canonical='{"promise": "Öxnehaga"}',
        sha256="0" * 64,
        released_at=datetime.fromisoformat("2026-06-01T10:00+02:00"),
        is_simulated=True,
    )
    sealing.seal(at=now)
    return packing.write(packing.Asked(cast.municipality, STARTS, ENDS, now), tmp_path)


def found(tree: "etree._ElementTree | etree._Element", path: str) -> list[str]:
    return [str(one) for one in tree.xpath(path, namespaces=SPACES)]


def files_of(package: Path) -> dict[str, bytes]:
    files = {
        one.relative_to(package).as_posix(): one.read_bytes() for one in package.rglob("*") if one.is_file()
    }
    del files["METS.xml"]
    return files


def test_every_file_is_described_with_its_size_and_sum(package: Path) -> None:
    tree = etree.parse(package / "METS.xml")

    described = {
        one.xpath("string(*/@xlink:href | @xlink:href)", namespaces=SPACES): (
            int(one.get("SIZE")),
            one.get("CHECKSUM"),
        )
        for one in tree.xpath("//m:file | //m:mdRef", namespaces=SPACES)
    }

    files = files_of(package)
    assert described == {path: (len(body), hashlib.sha256(body).hexdigest()) for path, body in files.items()}
    assert {*found(tree, "//@CHECKSUMTYPE")} == {"SHA-256"}
    assert {path.split("/")[0].capitalize() for path in files} == {*PARTS}


@pytest.mark.parametrize(
    ("path", "is_as"),
    [
        ("/m:mets/@OBJID", ["lofte-lillkopings-kommun-2026-05-01-2026-09-01"]),  # CSIP1
        ("/m:mets/@TYPE", ["Mixed"]),  # CSIP2
        ("/m:mets/@csip:CONTENTINFORMATIONTYPE", ["OTHER"]),  # CSIP4
        ("/m:mets/@csip:OTHERCONTENTINFORMATIONTYPE", ["lofte-1"]),  # CSIP5
        ("/m:mets/@PROFILE", ["https://earksip.dilcis.eu/profile/E-ARK-SIP.xml"]),  # CSIP6, SIP2
        ("/m:mets/m:metsHdr/@CREATEDATE", ["2026-09-03T09:00:00+02:00"]),  # CSIP7
        ("/m:mets/m:metsHdr/@csip:OAISPACKAGETYPE", ["SIP"]),  # CSIP9
        ("//m:agent[@OTHERTYPE='SOFTWARE']/@ROLE", ["CREATOR"]),  # CSIP10 to CSIP13
        ("//m:agent[@OTHERTYPE='SOFTWARE']/m:name/text()", ["Löfte"]),  # CSIP14
        ("//m:agent/m:note/@csip:NOTETYPE", ["SOFTWARE VERSION"]),  # CSIP15, CSIP16
        ("//m:digiprovMD/@STATUS", ["CURRENT"]),  # CSIP34
        ("//m:digiprovMD/m:mdRef/@MDTYPE", ["PREMIS"]),
        (
            "//m:fileGrp/@USE",
            ["Documentation", "Schemas", "Representations/rep1"],
        ),  # CSIP60, CSIP113, CSIP114
        ("//m:fileGrp/@csip:OTHERCONTENTINFORMATIONTYPE", ["lofte-1"] * 3),  # CSIP62, CSIP63
        ("/m:mets/m:structMap/@LABEL", ["CSIP"]),  # CSIP82
        ("/m:mets/m:structMap/@TYPE", ["PHYSICAL"]),  # CSIP81
        ("/m:mets/m:structMap/m:div/@LABEL", ["lofte-lillkopings-kommun-2026-05-01-2026-09-01"]),  # CSIP86
        ("/m:mets/m:metsHdr/m:agent[@ROLE='ARCHIVIST']/@TYPE", ["ORGANIZATION"]),  # SIP10, SIP11
        (
            "/m:mets/m:metsHdr/m:agent[@TYPE='ORGANIZATION'][@ROLE='CREATOR']/@ROLE",
            ["CREATOR"],
        ),  # SIP15 to SIP17
        ("//m:mdRef/@LOCTYPE", ["URL"]),  # CSIP36
        ("//m:mdRef/@xlink:type", ["simple"]),  # CSIP37
        ("/m:mets/m:structMap/m:div/m:div/@LABEL", PARTS),
    ],
)
def test_the_description_is_made_as_the_specification_asks(
    package: Path, path: str, is_as: list[str]
) -> None:
    assert found(etree.parse(package / "METS.xml"), path) == is_as


def test_every_reference_leads_to_something_and_no_key_stands_twice(package: Path) -> None:
    tree = etree.parse(package / "METS.xml")

    keys = found(tree, "//@ID")
    assert len(keys) == len({*keys})
    assert {*found(tree, "//@FILEID | //@ADMID")} <= {*keys}


def test_the_events_hold_the_same_sums(package: Path) -> None:
    tree = etree.parse(package / "metadata/preservation/premis.xml")

    told = dict(
        zip(
            found(tree, "//premis:objectIdentifierValue/text()"),
            found(tree, "//premis:messageDigest/text()"),
            strict=True,
        )
    )

    files = files_of(package)
    del files["metadata/preservation/premis.xml"]
    assert told == {path: hashlib.sha256(body).hexdigest() for path, body in files.items()}


def test_the_events_are_laid_out_as_the_data_dictionary_says(package: Path) -> None:
    top = etree.parse(package / "metadata/preservation/premis.xml").getroot()

    for thing in top.iter():
        parts = [etree.QName(part).localname for part in thing]
        assert [*dict.fromkeys(parts)] == IN_ORDER.get(etree.QName(thing).localname, [])
        assert thing is top or len(parts) == len({*parts})
    assert (top.get("version"), {etree.QName(thing).namespace for thing in top.iter()}) == ("3.0", {PREMIS})
    agent = found(top, "//premis:agentIdentifierValue/text()")
    assert found(top, "//premis:linkingAgentIdentifierValue/text()") == agent


def test_what_was_registered_and_released_is_there_and_nobody_who_works_there(
    package: Path, cast: Cast
) -> None:
    files = files_of(package)

    whole = b"".join(files.values()).decode()
    assert any("/handlingar/" in path for path in files)
    assert any(path.endswith("/innehall.json") for path in files)
    assert "Öxnehaga" in whole
    assert "sha256sum" in files["documentation/LAS-MIG.txt"].decode()
    for person in (cast.officer, cast.coordinator, cast.partner):
        assert person.name not in whole
        assert person.email not in whole
    assert not any(".." in path for path in files)


def test_the_trail_tells_of_it_and_nothing_is_written_over(package: Path, cast: Cast, now: datetime) -> None:
    line = AuditEvent.objects.get(verb="archive.exported")

    assert (line.target_id, line.facts["starts"]) == (cast.municipality.pk, "2026-05-01")
    with pytest.raises(packing.FolderTaken):
        packing.write(packing.Asked(cast.municipality, STARTS, ENDS, now), package.parent)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["ingen", "--from", "2026-01-01", "--to", "2026-02-01"], "Det finns ingen organisation"),
        (
            ["lillkopings-kommun", "--from", "2026-02-01", "--to", "2026-02-01"],
            "Tiden slutar innan den börjar",
        ),
        (["lillkopings-kommun", "--from", "2026-08-01", "--to", "2026-09-04"], "Tiden är inte slut än"),
        (["lillkopings-kommun", "--from", "i går", "--to", "2026-02-01"], "--from kan inte vara"),
    ],
)
def test_what_cannot_be_packed_is_one_sentence(
    typed: list[str], said: str, cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = cli.main(["archive", *typed, "--out", str(tmp_path)])

    assert code == 2
    assert said in capsys.readouterr().err
