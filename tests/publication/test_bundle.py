"""A bundle can be checked by anybody: one changed byte, an extra, a missing or a renamed file is found."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lofte.publication import bundle
from lofte.publication.bundle_files import FROZEN, OPENINGS
from lofte.publication.verification import verify
from lofte.released.canonical import dump, sha256
from tests.released_world import World


@pytest.fixture(scope="module")
def written(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundle") / "ut"
    bundle.write("lillkoping", "2021", "2021-T1", folder)
    return folder


@pytest.fixture
def folder(written: Path, tmp_path: Path) -> Path:
    """A copy of the bundle, to be damaged."""
    return Path(shutil.copytree(written, tmp_path / "ut"))


def faults(folder: Path) -> list[tuple[str, str]]:
    return [(fault.code, fault.file) for fault in verify(folder).faults]


def test_a_bundle_holds_every_format_and_verifies(folder: Path, world: World) -> None:
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    report = verify(folder)

    assert names >= {
        "uppfoljning.sv.html",
        "uppfoljning.en.html",
        "uppfoljning.json",
        "uppfoljning.csv",
        "uppfoljning.sv.pdf",
        "uppfoljning.en.pdf",
        "lofte.css",
        "manifest.json",
    }
    assert report.holds
    assert (report.sha256, report.previous_sha256) == (world.release.sha256, world.release.previous_sha256)


def test_the_same_release_gives_the_same_bytes(folder: Path, db: None, tmp_path: Path) -> None:
    bundle.write("lillkoping", "2021", "2021-T1", tmp_path / "igen")

    again = {path.name: path.read_bytes() for path in (tmp_path / "igen").rglob("*") if path.is_file()}
    assert again == {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "name", ["uppfoljning.sv.html", "uppfoljning.csv", "uppfoljning.en.pdf", "lofte.css"]
)
def test_one_changed_byte_is_found(folder: Path, name: str) -> None:
    body = bytearray((folder / name).read_bytes())
    body[len(body) // 2] ^= 1
    (folder / name).write_bytes(body)

    assert faults(folder) == [("changed", name)]


def test_an_extra_file_is_found_even_hidden_or_in_a_folder(folder: Path) -> None:
    (folder / "fonts" / ".extra").write_text("x")

    assert faults(folder) == [("extra", "fonts/.extra")]


def test_a_missing_file_is_found(folder: Path) -> None:
    (folder / "uppfoljning.csv").unlink()

    assert faults(folder) == [("missing", "uppfoljning.csv")]


def test_a_renamed_file_is_found(folder: Path) -> None:
    (folder / "uppfoljning.csv").rename(folder / "uppföljning.csv")

    assert faults(folder) == [("missing", "uppfoljning.csv"), ("extra", "uppföljning.csv")]


def test_a_link_in_the_place_of_a_file_is_found(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "annat.csv").write_bytes((folder / "uppfoljning.csv").read_bytes())
    (folder / "uppfoljning.csv").unlink()
    (folder / "uppfoljning.csv").symlink_to(tmp_path / "annat.csv")

    assert faults(folder) == [("changed", "uppfoljning.csv")]


def _rewrite(folder: Path, body: bytes, name: str = "uppfoljning.json") -> None:
    """Change a file and the manifest with it, as somebody would who wants to hide it."""
    (folder / name).write_bytes(body)
    manifest = json.loads((folder / "manifest.json").read_text())
    entry = next(one for one in manifest["files"] if one["name"] == name)
    entry["sha256"], entry["bytes"] = sha256(body), len(body)
    (folder / "manifest.json").write_text(json.dumps(manifest))


def test_changed_content_is_found_even_when_the_manifest_goes_along(folder: Path) -> None:
    text = (folder / FROZEN).read_text(encoding="utf-8")
    _rewrite(folder, text.replace('"behind"', '"on_track"').encode("utf-8"), FROZEN)

    assert ("wrong_release", FROZEN) in faults(folder)


def test_a_changed_word_is_found_even_when_the_manifest_goes_along(folder: Path) -> None:
    text = (folder / "uppfoljning.json").read_text(encoding="utf-8")
    _rewrite(folder, text.replace("Så här gick det", "Så bra gick det").encode("utf-8"))

    assert faults(folder) == [("wrong_words", "uppfoljning.json")]


def test_a_word_changed_with_what_opens_it_is_found(folder: Path) -> None:
    for name in ("uppfoljning.json", OPENINGS):
        text = (folder / name).read_text(encoding="utf-8")
        _rewrite(folder, text.replace("Så här gick det", "Så bra gick det").encode("utf-8"), name)

    assert faults(folder) == [("wrong_opening", OPENINGS)]


def test_a_text_left_out_is_missed(folder: Path) -> None:
    told = json.loads((folder / OPENINGS).read_text(encoding="utf-8"))
    del told["openings"]["/content/lead/sv"]
    _rewrite(folder, dump(told).encode("utf-8"), OPENINGS)

    assert faults(folder) == [("unopened", OPENINGS), ("wrong_words", "uppfoljning.json")]


def test_what_opens_another_release_is_found(folder: Path) -> None:
    told = json.loads((folder / OPENINGS).read_text(encoding="utf-8"))
    _rewrite(folder, dump(told | {"release": "0" * 64}).encode("utf-8"), OPENINGS)

    assert faults(folder) == [("wrong_opening", OPENINGS)]


@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"openings":{"/a":[]}}', b'{"openings":7}'])
def test_openings_of_another_shape_are_a_fault_and_no_error(folder: Path, body: bytes) -> None:
    _rewrite(folder, body, OPENINGS)

    assert faults(folder) == [("wrong_opening", OPENINGS)]


def test_an_old_bundle_with_every_text_inside_the_hash_still_verifies(folder: Path) -> None:
    document = json.loads((folder / "uppfoljning.json").read_text(encoding="utf-8"))
    for one in document["approvals"]:
        one["content_sha256"] = sha256(dump(document["content"]))
    body = dump(document).encode("utf-8")
    _rewrite(folder, body)
    gone = {FROZEN, OPENINGS}
    for name in gone:
        (folder / name).unlink()

    def as_before(said: Said) -> None:
        said["schema"] = "lofte/bundle/1"
        said["release"].update(file="uppfoljning.json", sha256=sha256(body))
        said["files"] = [one for one in said["files"] if one["name"] not in gone]

    _told(folder, as_before)

    assert verify(folder).holds


def test_other_spacing_is_not_the_frozen_form(folder: Path) -> None:
    document = json.loads((folder / "uppfoljning.json").read_text(encoding="utf-8"))
    _rewrite(folder, json.dumps(document, indent=2).encode("utf-8"))

    assert faults(folder) == [("not_canonical", "uppfoljning.json")]


Said = dict[str, Any]


def _told(folder: Path, change: Callable[[Said], None]) -> None:
    """Let the manifest say something else."""
    manifest = json.loads((folder / "manifest.json").read_text())
    change(manifest)
    (folder / "manifest.json").write_text(json.dumps(manifest))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda said: said.update(address="/annan/loften/2021/2021-T1/v1/"), "wrong_release"),
        (lambda said: said.update(simulated=not said["simulated"]), "wrong_release"),
        (lambda said: said["release"].update(number=9), "wrong_release"),
        (lambda said: said["release"].update(number="2"), "bad_manifest"),
        (lambda said: said["release"].update(file="uppfoljning.json"), "bad_manifest"),
        (lambda said: said["release"].update(file="finns-inte.json"), "bad_manifest"),
        (lambda said: said["release"].update(file=["uppfoljning.json"]), "bad_manifest"),
        (lambda said: said["files"].append({"name": {}, "bytes": 1, "sha256": ""}), "bad_manifest"),
        (lambda said: said["files"].append({"name": "../x", "bytes": 1, "sha256": ""}), "missing"),
        (lambda said: said["files"].append({"name": "/etc/passwd", "bytes": 1, "sha256": ""}), "missing"),
        (lambda said: said["files"].append({"name": "a\x00b", "bytes": 1, "sha256": ""}), "missing"),
    ],
)
def test_a_manifest_that_says_something_else_is_found(
    folder: Path, change: Callable[[Said], None], code: str
) -> None:
    (folder.parent / "x").write_text("x")
    _told(folder, change)

    assert [code] == [found for found, _ in faults(folder)]


def test_a_manifest_that_lacks_any_of_its_words_is_a_broken_one(folder: Path) -> None:
    whole = (folder / "manifest.json").read_bytes()
    plain = json.loads(whole)
    words = [*plain, *plain["release"], *plain["files"][0]]

    for word in words:
        (folder / "manifest.json").write_bytes(whole.replace(f'"{word}":'.encode(), b'"x":'))
        assert faults(folder) == [("bad_manifest", "manifest.json")], word


@pytest.mark.parametrize("name", ["uppfoljning.json", "uppfoljning.csv", "uppfoljning.sv.pdf"])
def test_a_file_taken_out_of_folder_and_manifest_is_missed(folder: Path, name: str) -> None:
    (folder / name).unlink()
    _told(folder, lambda said: said.update(files=[one for one in said["files"] if one["name"] != name]))

    assert faults(folder) == [("missing", name)]


def test_a_link_to_a_folder_is_extra(folder: Path, tmp_path: Path) -> None:
    (folder / "mer").symlink_to(tmp_path, target_is_directory=True)

    assert faults(folder) == [("extra", "mer")]


def test_what_is_no_file_is_not_waited_for(folder: Path) -> None:
    (folder / "uppfoljning.csv").unlink()
    os.mkfifo(folder / "uppfoljning.csv")

    assert faults(folder) == [("changed", "uppfoljning.csv")]


def test_data_without_the_shape_of_a_follow_up_is_another_release(folder: Path) -> None:
    _rewrite(folder, b"[1]", FROZEN)

    assert faults(folder) == [("wrong_release", FROZEN)]


def test_approvals_of_other_content_are_found_when_all_checksums_go_along(folder: Path) -> None:
    document = json.loads((folder / FROZEN).read_text(encoding="utf-8"))
    document["content"]["counted_through"] = "2021-03-31"
    body = dump(document).encode("utf-8")
    _rewrite(folder, body, FROZEN)
    _told(folder, lambda said: said["release"].update(sha256=sha256(body)))

    assert faults(folder)[0] == ("wrong_approval", FROZEN)


def test_a_manifest_too_large_to_be_one_is_not_read(folder: Path) -> None:
    with (folder / "manifest.json").open("ab") as file:
        file.truncate(3_000_000_000)  # a hole: takes no room

    assert faults(folder) == [("bad_manifest", "manifest.json")]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "[" * 900_000, '{"schema": "lofte/bundle/1", "files": []}', "\x00"]
)
def test_a_broken_manifest_is_one_fault(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)

    assert faults(tmp_path) == [("bad_manifest", "manifest.json")]


def test_a_folder_without_manifest_is_one_fault(tmp_path: Path) -> None:
    assert faults(tmp_path) == [("no_manifest", "manifest.json")]


def test_what_is_not_released_gives_no_bundle(world: World, db: None, tmp_path: Path) -> None:
    with pytest.raises(bundle.NotReleased):
        bundle.write("lillkoping", "2021", "2021-T2", tmp_path / "ut")


def test_a_folder_with_something_in_it_is_left_alone(world: World, db: None, tmp_path: Path) -> None:
    (tmp_path / "mitt.txt").write_text("mitt")

    with pytest.raises(bundle.FolderTaken):
        bundle.write("lillkoping", "2021", "2021-T1", tmp_path)


def test_the_bundles_pages_ask_no_server_for_anything(folder: Path) -> None:
    page = (folder / "uppfoljning.sv.html").read_text(encoding="utf-8")

    assert 'href="/' not in page
    assert "<script" not in page
    assert '<link rel="stylesheet" href="lofte.css">' in page
    assert 'href="uppfoljning.en.html"' in page
