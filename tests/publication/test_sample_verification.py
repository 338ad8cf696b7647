"""A released sample is drawn again by anybody: by `lofte verify`, and by the shell of the docs."""

import copy
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from lofte.publication import bundle, documents, sample_verification
from lofte.publication.bundle_files import LIST
from lofte.publication.verification import verify
from lofte.released.canonical import sha256
from tests.released_world import World

ROOT = Path(__file__).parents[2]
Plain = dict[str, Any]


@pytest.fixture(scope="module")
def written(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sampled") / "ut"
    bundle.write("lillkoping", "2021", "2021-T1", folder)
    return folder


@pytest.fixture
def folder(written: Path, tmp_path: Path) -> Path:
    """A copy of the bundle, to be damaged."""
    return Path(shutil.copytree(written, tmp_path / "ut"))


@pytest.fixture
def document(world: World, db: None) -> Plain:
    return documents.of(world.release).body


def faults(folder: Path) -> list[tuple[str, str]]:
    return [(fault.code, fault.file) for fault in verify(folder).faults]


def part(document: Plain, n: int = 0) -> Plain:
    found: Plain = document["content"]["sample"]["parts"][n]
    return found


def test_the_released_sample_comes_out_the_same(document: Plain, folder: Path) -> None:
    assert list(sample_verification.faults(document)) == []
    assert verify(folder).holds
    assert (folder / LIST).read_text(encoding="utf-8") == document["sample_list"]


def test_the_shell_of_the_docs_draws_the_same(document: Plain, folder: Path) -> None:
    page = (ROOT / "docs" / "methods" / "sampling.md").read_text(encoding="utf-8")
    (script,) = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    of_police = next(
        one for one in document["content"]["sample"]["parts"] if one["organisation"]["kind"] == "police"
    )

    run = subprocess.run(
        ["bash", "-c", script, "bash", of_police["organisation"]["slug"], "5"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout.split() == of_police["drawn"]


def test_one_changed_byte_of_the_list_is_found(folder: Path) -> None:
    body = bytearray((folder / LIST).read_bytes())
    body[len(body) // 2] ^= 1
    (folder / LIST).write_bytes(body)

    assert faults(folder) == [("changed", LIST)]


def test_another_list_is_found_even_when_the_manifest_goes_along(folder: Path) -> None:
    body = (folder / LIST).read_bytes().replace(b"0", b"1")
    (folder / LIST).write_bytes(body)
    manifest = json.loads((folder / "manifest.json").read_text())
    entry = next(one for one in manifest["files"] if one["name"] == LIST)
    entry["sha256"], entry["bytes"] = sha256(body), len(body)
    (folder / "manifest.json").write_text(json.dumps(manifest))

    assert faults(folder) == [("wrong_list", LIST)]


def test_a_list_that_is_left_out_is_missed(folder: Path) -> None:
    (folder / LIST).unlink()
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"] = [one for one in manifest["files"] if one["name"] != LIST]
    (folder / "manifest.json").write_text(json.dumps(manifest))

    assert faults(folder) == [("missing", LIST)]


def _dropped(document: Plain) -> None:
    lines = document["sample_list"].splitlines(keepends=True)
    document["sample_list"] = "".join(lines[1:])


def _number(document: Plain) -> None:
    document["content"]["sample"]["numbers"][0]["number"] += 1


def _seed(document: Plain) -> None:
    document["content"]["sample"]["seed"] = "0" * 64


def _exchanged(document: Plain) -> None:
    drawn = part(document)["drawn"]
    drawn[0], drawn[1] = drawn[1], drawn[0]


def _one_less(document: Plain) -> None:
    for one in document["content"]["sample"]["parts"]:
        one["drawn"].pop()


def _better(document: Plain) -> None:
    part(document, 1)["answers"]["agrees"] += 1


def _rounder(document: Plain) -> None:
    part(document, 1)["share"] = 100


def _odd(document: Plain) -> None:
    document["content"]["sample"]["parts"] = "inga"


def _unfinished(document: Plain) -> None:
    document["content"]["sample"]["state"] = "none"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_dropped, "wrong_list"),
        (_odd, "wrong_list"),
        (_unfinished, "wrong_list"),
        (_number, "wrong_number"),
        (_seed, "wrong_seed"),
        (_exchanged, "wrong_draw"),
        (_one_less, "wrong_draw"),
        (_better, "wrong_result"),
        (_rounder, "wrong_result"),
    ],
)
def test_what_does_not_come_out_the_same_is_said_at_its_first_step(
    document: Plain, change: Callable[[Plain], None], code: str
) -> None:
    change(document)

    assert list(sample_verification.faults(document)) == [code]


def test_the_release_says_neither_day_nor_reason_of_an_entry(document: Plain, world: World) -> None:
    sample = copy.deepcopy(document["content"]["sample"])

    assert not re.search(r"\d{4}-\d\d-\d\d", json.dumps(sample))
    assert "Annan dag." not in json.dumps(document, ensure_ascii=False)
    assert world.stage.promise.followups.get().samples.get().salt not in world.release.canonical


def test_the_page_and_its_list_are_public(world: World, db: None, client: Client) -> None:
    page = (
        client.get("/lillkoping/loften/2021/2021-T1/v1/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    )
    listed = client.get("/lillkoping/loften/2021/2021-T1/v1.stickprov.txt")

    assert "3 av 4 stämde (med 95 % säkerhet mellan 30,1 % och 95,4 % av alla)." in page
    assert 'href="/lillkoping/loften/2021/2021-T1/v1.stickprov.txt"' in page
    assert "3 of 4 agreed" in client.get("/en/lillkoping/loften/2021/2021-T1/v1/").content.decode()
    assert (listed.status_code, listed.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert listed.content.decode() == json.loads(world.release.canonical)["sample_list"]
