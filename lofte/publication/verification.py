"""Checks a released bundle offline: each file as the manifest says, none missing, none extra."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from lofte.released.canonical import dump, sha256

MANIFEST = "manifest.json"
SCHEMA = "lofte/bundle/1"
Code = Literal[
    "no_manifest",
    "bad_manifest",
    "missing",
    "extra",
    "changed",
    "not_canonical",
    "wrong_release",
    "wrong_approval",
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


def verify(path: Path) -> Report:
    """Check a folder (or the manifest in it) and report every fault, the first one first."""
    folder = path.parent if path.is_file() else path
    manifest = _manifest(folder)
    if isinstance(manifest, Fault):
        return Report(folder, 0, (manifest,))
    listed = {str(one["name"]): one for one in manifest["files"]}
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir()} - {MANIFEST}
    faults = [_compared(folder, name, listed[name]) for name in sorted(listed) if name in there]
    faults += [Fault("missing", name) for name in sorted(set(listed) - there)]
    faults += [Fault("extra", name) for name in sorted(there - set(listed))]
    release = manifest["release"]
    found = [fault for fault in faults if fault is not None]
    if release["file"] in there:
        found += _of_release(folder, release)
    return Report(
        folder,
        len(listed),
        tuple(found),
        str(manifest["address"]),
        int(release["number"]),
        str(release["sha256"]),
        str(release["previous_sha256"]),
    )


def _manifest(folder: Path) -> dict[str, Any] | Fault:
    try:
        manifest: Any = json.loads((folder / MANIFEST).read_bytes())
        names = [one["name"] for one in manifest["files"] if one["sha256"] and one["bytes"] >= 0]
        is_whole = {"file", "sha256", "previous_sha256", "number"} <= set(manifest["release"])
        is_ours = manifest["schema"] == SCHEMA and is_whole and isinstance(manifest["address"], str)
    except FileNotFoundError:
        return Fault("no_manifest", MANIFEST)
    except (OSError, ValueError, KeyError, TypeError):
        return Fault("bad_manifest", MANIFEST)
    if not is_ours or len(set(names)) != len(names):
        return Fault("bad_manifest", MANIFEST)
    return manifest  # type: ignore[no-any-return]


def _compared(folder: Path, name: str, listed: dict[str, Any]) -> Fault | None:
    path = folder / name
    if path.is_symlink() or not path.resolve().is_relative_to(folder.resolve()):
        return Fault("changed", name)
    body = path.read_bytes()
    same = len(body) == listed["bytes"] and sha256(body) == listed["sha256"]
    return None if same else Fault("changed", name)


def _of_release(folder: Path, release: dict[str, Any]) -> list[Fault]:
    """The data file is the frozen content itself: written in its one form, with the release's checksum."""
    name = str(release["file"])
    body = (folder / name).read_bytes()
    try:
        document = json.loads(body)
        is_canonical = dump(document).encode("utf-8") == body
    except ValueError:
        return [Fault("not_canonical", name)]
    if not is_canonical:
        return [Fault("not_canonical", name)]
    said = (sha256(body), document.get("number"), document.get("previous_sha256"))
    if said != (release["sha256"], release["number"], release["previous_sha256"]):
        return [Fault("wrong_release", name)]
    content = sha256(dump(document.get("content")))
    approved = all(one.get("content_sha256") == content for one in document.get("approvals", []))
    return [] if approved and document.get("approvals") else [Fault("wrong_approval", name)]
