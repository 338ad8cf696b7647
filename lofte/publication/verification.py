"""Checks a released bundle offline: each file as the manifest says, none missing, none extra.

The folder may come from anybody: nothing outside it is opened, nothing is read that is larger than a bundle's
files are, and whatever the manifest says, the answer is a report.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

from lofte.publication import opening_verification, sample_verification
from lofte.publication.bundle_files import (
    DATA,
    FROZEN,
    LIST,
    MANIFEST,
    OLD_SCHEMA,
    OPENINGS,
    PARTS,
    SCHEMA,
    SEALED_PARTS,
)
from lofte.publication.opening_verification import Code as OpeningCode
from lofte.publication.sample_verification import Code as SampleCode
from lofte.released.canonical import dump, sha256

LARGEST_LIST = 1_000_000  # bytes: room for thousands of files; a bundle has some twelve
LARGEST_FILE = 100_000_000  # bytes: a hundred times the largest follow-up that can be thought of
Kind = TypeVar("Kind")
Code = Literal[
    "no_manifest",
    "bad_manifest",
    "missing",
    "extra",
    "changed",
    "not_canonical",
    "wrong_release",
    "wrong_approval",
    OpeningCode,
    SampleCode,
]


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, and the file it is wrong with."""

    code: Code
    file: str


@dataclass(frozen=True)
class Report:
    """What was looked at and found. `sha256` and the rest are empty when the manifest cannot be read."""

    folder: Path
    n_files: int
    faults: tuple[Fault, ...]
    address: str = ""
    number: int = 0
    sha256: str = ""
    previous_sha256: str = ""

    @property
    def holds(self) -> bool:
        return not self.faults

    @property
    def first(self) -> Fault | None:
        return self.faults[0] if self.faults else None


@dataclass(frozen=True)
class Manifest:
    """What the manifest says: each file's size and checksum by its name, and which release it is."""

    files: dict[str, tuple[int, str]]
    address: str
    is_simulated: bool
    number: int
    sha256: str
    previous_sha256: str
    hashed: str  # the file whose checksum is the release's

    @property
    def is_sealed(self) -> bool:
        return self.hashed == FROZEN

    @property
    def data(self) -> tuple[str, ...]:
        """The files that say what was released."""
        return (FROZEN, OPENINGS, DATA) if self.is_sealed else (DATA,)


class Unreadable(Exception):
    """The manifest says something else than a manifest does."""


def verify(path: Path) -> Report:
    """Check a folder (or the manifest in it) and report every fault, the first one first."""
    folder = path.parent if path.is_file() else path
    if not os.path.lexists(folder / MANIFEST):
        return Report(folder, 0, (Fault("no_manifest", MANIFEST),))
    try:
        manifest = _manifest(_bytes(folder / MANIFEST, LARGEST_LIST))
    except (OSError, ValueError, RecursionError, Unreadable):
        return Report(folder, 0, (Fault("bad_manifest", MANIFEST),))
    there = set(_names(folder)) - {MANIFEST}
    faults = [_compared(folder, name, manifest.files[name]) for name in sorted(manifest.files)]
    parts = SEALED_PARTS if manifest.is_sealed else PARTS
    faults += [Fault("missing", name) for name in parts if name not in manifest.files]
    faults += [Fault("extra", name) for name in sorted(there - set(manifest.files))]
    found = [fault for fault in faults if fault is not None]
    missed = {fault.file for fault in found if fault.code == "missing"}
    if missed.isdisjoint(manifest.data):
        found += _of_release(folder, manifest)
    return Report(
        folder,
        len(manifest.files),
        tuple(sorted(found, key=lambda fault: _ORDER.index(fault.code))),
        manifest.address,
        manifest.number,
        manifest.sha256,
        manifest.previous_sha256,
    )


_ORDER: tuple[Code, ...] = (
    "changed",
    "missing",
    "extra",
    "not_canonical",
    "wrong_release",
    "wrong_approval",
    *opening_verification.STEPS,
    *sample_verification.STEPS,
)


def _names(folder: Path) -> Iterator[str]:
    """Yield every file below the folder, and every link: a link to a folder is not followed."""
    for base, folders, files in os.walk(folder):
        here = Path(base)
        for name in [*files, *(name for name in folders if (here / name).is_symlink())]:
            yield (here / name).relative_to(folder).as_posix()


def _bytes(path: Path, most: int) -> bytes:
    """Read an ordinary file; raise OSError where it is something else, or larger than it may be."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > most:
        raise OSError(str(path))
    return path.read_bytes()


def _manifest(body: bytes) -> Manifest:
    told = json.loads(body)
    release = _of(told, "release", dict)
    files = [
        (_of(one, "name", str), _of(one, "bytes", int), _of(one, "sha256", str))
        for one in _of(told, "files", list)
    ]
    by_name = {name: (size, checksum) for name, size, checksum in files}
    hashed = {SCHEMA: FROZEN, OLD_SCHEMA: DATA}.get(_of(told, "schema", str))
    if hashed is None or len(by_name) < len(files) or _of(release, "file", str) != hashed:
        raise Unreadable
    return Manifest(
        by_name,
        _of(told, "address", str),
        _of(told, "simulated", bool),
        _of(release, "number", int),
        _of(release, "sha256", str),
        _of(release, "previous_sha256", str),
        hashed,
    )


def _of(plain: Any, key: str, kind: type[Kind]) -> Kind:
    """Return what stands under a key; raise Unreadable where there is nothing of that kind."""
    found = plain.get(key) if isinstance(plain, dict) else None
    if type(found) is not kind:
        raise Unreadable(key)
    return found


def _compared(folder: Path, name: str, told: tuple[int, str]) -> Fault | None:
    path, (size, checksum) = folder / name, told
    if not os.path.lexists(path):  # nor can a name be one that no file has
        return Fault("missing", name)
    if not path.resolve().is_relative_to(folder.resolve()):
        return Fault("changed" if path.is_symlink() else "missing", name)
    try:
        body = _bytes(path, min(size, LARGEST_FILE))
    except OSError:
        return Fault("changed", name)
    return None if len(body) == size and sha256(body) == checksum else Fault("changed", name)


def _of_release(folder: Path, manifest: Manifest) -> list[Fault]:
    """What is hashed has its one form and the release's checksum; all the rest follows from it."""
    try:
        frozen, body = _canonical(folder, manifest.hashed)
        found = _of_document(frozen, sha256(body), manifest)
        if not manifest.is_sealed:
            return [*found, *_of_sample(frozen, manifest)]
        read, _ = _canonical(folder, DATA)
        openings, _ = _canonical(folder, OPENINGS)
        wrong = opening_verification.faults(frozen, openings, read, manifest.sha256)
        found += [Fault(code, name) for code, name in wrong]
        return [*found, *(_of_sample(read, manifest) if isinstance(read.get("content"), dict) else [])]
    except NotCanonical as refused:
        return [Fault("not_canonical", refused.name)]
    except Unreadable:
        return [Fault("wrong_release", manifest.hashed)]


class NotCanonical(Exception):
    """A data file is not written in its one form."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def _canonical(folder: Path, name: str) -> tuple[Any, bytes]:
    try:
        body = _bytes(folder / name, LARGEST_FILE)
        document = json.loads(body)
        if dump(document).encode("utf-8") == body:
            return document, body
    except (OSError, ValueError, RecursionError):
        pass
    raise NotCanonical(name)


def _of_document(document: Any, checksum: str, manifest: Manifest) -> list[Fault]:
    content = _of(document, "content", dict)
    said = (
        checksum,
        document.get("number"),
        document.get("previous_sha256"),
        document.get("simulated"),
        _address(content),
    )
    told = (
        manifest.sha256,
        manifest.number,
        manifest.previous_sha256,
        manifest.is_simulated,
        manifest.address,
    )
    if said != told:
        return [Fault("wrong_release", manifest.hashed)]
    approvals, approved = _of(document, "approvals", list), sha256(dump(content))
    is_approved = approvals and all(_of(one, "content_sha256", str) == approved for one in approvals)
    return [] if is_approved else [Fault("wrong_approval", manifest.hashed)]


def _of_sample(document: dict[str, Any], manifest: Manifest) -> list[Fault]:
    """The list is the one that the sample was drawn from, and drawing again gives the same.

    That the file is what the manifest says is seen to already: here the manifest is asked.
    """
    listing = document.get("sample_list")
    found = [Fault(code, DATA) for code in sample_verification.faults(document)]
    if (listing is not None) != (LIST in manifest.files):
        return [Fault("missing" if listing is not None else "extra", LIST), *found]
    if isinstance(listing, str):
        body = listing.encode("utf-8")
        found += [Fault("wrong_list", LIST)] if manifest.files[LIST] != (len(body), sha256(body)) else []
    return found


def _address(content: dict[str, Any]) -> str:
    """Work out the permanent address from what was approved."""
    partnership = _of(_of(content, "partnership", dict), "slug", str)
    promise = _of(_of(content, "promise", dict), "slug", str)
    period = _of(_of(content, "period", dict), "key", str)
    return f"/{partnership}/loften/{promise}/{period}/v{_of(content, 'version', int)}/"
