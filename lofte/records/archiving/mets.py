"""METS.xml and the events of a package, after E-ARK SIP 2.1.0, which FGS Paketstruktur 2.0 builds on."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

METS = "http://www.loc.gov/METS/"
CSIP = "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"
XLINK = "http://www.w3.org/1999/xlink"
PREMIS = "http://www.loc.gov/premis/v3"
PROFILE = "https://earksip.dilcis.eu/profile/E-ARK-SIP.xml"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
CONTENT = "lofte-1"  # how what is handed over is laid out: documentation/LAS-MIG.txt tells
HELD = "representations/rep1"
EVENTS = "metadata/preservation/premis.xml"
SCHEMA = "schemas/mets.xsd"


@dataclass(frozen=True)
class Part:
    """A file of the package, by its path from the top."""

    path: str
    media_type: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Package:
    """Who hands over what, and when."""

    name: str
    label: str
    organisation: str
    version: str  # of Löfte
    made_at: datetime
    parts: Sequence[Part]

    def beneath(self, folder: str) -> list[Part]:
        return [part for part in self.parts if part.path.startswith(f"{folder}/")]


def described(package: Package) -> bytes:
    """Return METS.xml: every other file of the package with its sum."""
    top = etree.Element(_in(METS, "mets"), nsmap={None: METS, "csip": CSIP, "xlink": XLINK, "xsi": INSTANCE})
    top.attrib.update({"OBJID": package.name, "LABEL": package.label, "TYPE": "Mixed", "PROFILE": PROFILE})
    top.set(_in(INSTANCE, "schemaLocation"), f"{METS} {SCHEMA}")
    _laid_out(top)
    _head(top, package)
    [events] = package.beneath("metadata")
    _events(top, events, package.made_at)
    groups = {
        "Documentation": package.beneath("documentation"),
        "Schemas": package.beneath("schemas"),
        "Representations/rep1": package.beneath(HELD),
    }
    _files(top, groups, package.made_at)
    _map(top, package.name, groups)
    return _written(top)


def _head(top: etree._Element, package: Package) -> None:
    made = _moment(package.made_at)
    head = _under(top, "metsHdr", CREATEDATE=made, LASTMODDATE=made)
    head.set(_in(CSIP, "OAISPACKAGETYPE"), "SIP")
    program = _under(head, "agent", ROLE="CREATOR", TYPE="OTHER", OTHERTYPE="SOFTWARE")
    _under(program, "name").text = "Löfte"
    note = _under(program, "note")
    note.text = package.version
    note.set(_in(CSIP, "NOTETYPE"), "SOFTWARE VERSION")
    for role in ("ARCHIVIST", "CREATOR"):  # whose archive it is, and who hands it over
        creator = _under(head, "agent", ROLE=role, TYPE="ORGANIZATION")
        _under(creator, "name").text = package.organisation


def _events(top: etree._Element, part: Part, at: datetime) -> None:
    held = _under(_under(top, "amdSec"), "digiprovMD", ID="premis", CREATED=_moment(at), STATUS="CURRENT")
    found = _under(held, "mdRef", ID="premis-file", LOCTYPE="URL", MDTYPE="PREMIS", **_sums(part, at))
    _links(found, part.path)


def _files(top: etree._Element, groups: dict[str, list[Part]], at: datetime) -> None:
    section = _under(top, "fileSec", ID="files")
    for use, parts in groups.items():
        group = _under(section, "fileGrp", ID=_key(use), USE=use)
        _laid_out(group)
        for n, part in enumerate(parts, start=1):
            file = _under(group, "file", ID=f"{_key(use)}-{n}", **_sums(part, at))
            _links(_under(file, "FLocat", LOCTYPE="URL"), part.path)


def _map(top: etree._Element, name: str, groups: dict[str, list[Part]]) -> None:
    drawn = _under(top, "structMap", ID="map", TYPE="PHYSICAL", LABEL="CSIP")
    whole = _under(drawn, "div", ID="map-top", LABEL=name)
    _under(whole, "div", ID="map-metadata", LABEL="Metadata", ADMID="premis")
    for use in groups:
        division = use.split("/")[0]  # without a METS.xml of its own a representation is plain content
        _under(_under(whole, "div", ID=f"map-{_key(use)}", LABEL=division), "fptr", FILEID=_key(use))


def _laid_out(held: etree._Element) -> None:
    held.set(_in(CSIP, "CONTENTINFORMATIONTYPE"), "OTHER")
    held.set(_in(CSIP, "OTHERCONTENTINFORMATIONTYPE"), CONTENT)


def _sums(part: Part, at: datetime) -> dict[str, str]:
    return {
        "MIMETYPE": part.media_type.split(";")[0],
        "SIZE": str(len(part.content)),
        "CREATED": _moment(at),
        "CHECKSUM": part.sha256,
        "CHECKSUMTYPE": "SHA-256",
    }


def _links(found: etree._Element, path: str) -> None:
    found.set(_in(XLINK, "type"), "simple")
    found.set(_in(XLINK, "href"), path)


def events(name: str, made_at: datetime, version: str, files: Sequence[Part]) -> Part:
    """Return the package's events as PREMIS 3: each file with its sum, and that the package was made."""
    top = etree.Element(_in(PREMIS, "premis"), nsmap={"premis": PREMIS, "xsi": INSTANCE}, version="3.0")
    kind = _in(INSTANCE, "type")
    for part in files:
        thing = etree.SubElement(top, _in(PREMIS, "object"), {kind: "premis:file"})
        _identified(thing, "object", part.path)
        about = _tell(thing, "objectCharacteristics")
        fixity = _tell(about, "fixity")
        _tell(fixity, "messageDigestAlgorithm", "SHA-256")
        _tell(fixity, "messageDigest", part.sha256)
        _tell(about, "size", str(len(part.content)))
        _tell(_tell(_tell(about, "format"), "formatDesignation"), "formatName", part.media_type)
    made = _tell(top, "event")
    _identified(made, "event", f"{name}-made")
    _tell(made, "eventType", "creation")
    _tell(made, "eventDateTime", _moment(made_at))
    _identified(made, "linkingAgent", f"lofte-{version}")
    agent = _tell(top, "agent")
    _identified(agent, "agent", f"lofte-{version}")
    _tell(agent, "agentName", "Löfte")
    _tell(agent, "agentType", "software")
    return Part(EVENTS, "application/xml", _written(top))


def _identified(thing: etree._Element, kind: str, value: str) -> None:
    held = _tell(thing, f"{kind}Identifier")
    _tell(held, f"{kind}IdentifierType", "local")
    _tell(held, f"{kind}IdentifierValue", value)


def _tell(above: etree._Element, tag: str, words: str | None = None) -> etree._Element:
    made = etree.SubElement(above, _in(PREMIS, tag))
    made.text = words
    return made


def _under(above: etree._Element, tag: str, **said: str) -> etree._Element:
    return etree.SubElement(above, _in(METS, tag), said)


def _in(space: str, name: str) -> str:
    return f"{{{space}}}{name}"


def _key(use: str) -> str:
    return use.lower().replace("/", "-")


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _written(top: etree._Element) -> bytes:
    written: bytes = etree.tostring(top, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written
