"""The C loops under sanitizers: the tests of the analysis, odd shapes and a fuzz run, all of them watched."""

import os
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1]
SOURCE = HOME / "lofte" / "analysis" / "kernels" / "kernels.c"
FUZZ = Path(__file__).with_name("kernels_fuzz.c")
USUAL = ["-std=gnu11", "-O1", "-g", "-ffp-contract=off", "-Wall", "-Wextra", "-Werror"]
MEMORY = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer"]
INPUTS = int(os.environ.get("FUZZ_INPUTS", "300000"))
SECONDS = int(os.environ.get("FUZZ_SECONDS", "120"))
WATCHED = "test_streams test_scan test_near_repeat test_local test_density test_cubes test_disclosure".split()


def _found(program: str, package: str) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.fail(f"The loops are watched by {program}, which is not here: apt-get install {package}")
    return found


def _built(compiler: str, words: list[str], out: Path) -> Path:
    done = subprocess.run(
        [compiler, *USUAL, *words, "-o", out, "-lm"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return out


def _fuzzer(folder: Path, compiler: str, words: list[str]) -> Path:
    return _built(compiler, [*words, f'-DKERNELS="{SOURCE}"', str(FUZZ)], folder / "fuzz")


def _run(command: list[str | Path], folder: Path, **more: str) -> str:
    done = _done(command, folder, **more)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-6000:]
    return done.stdout + done.stderr


def _done(command: list[str | Path], folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env=os.environ | more,
        capture_output=True,
        text=True,
        check=False,
        errors="replace",
    )


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the analysis and its tests; the loops are built with sanitizers of memory and meaning."""
    folder = tmp_path_factory.mktemp("watched")
    for part in ("lofte/analysis", "tests/analysis", "tests/reference"):
        unwanted = shutil.ignore_patterns("*.shared", "__pycache__")
        shutil.copytree(HOME / part, folder / part, ignore=unwanted)
    for file in ("lofte/__init__.py", "slow/__init__.py", "slow/test_odd_shapes.py"):
        (folder / file).parent.mkdir(exist_ok=True)
        shutil.copy(HOME / file, folder / file)
    (folder / "pytest.ini").write_text("[pytest]\npythonpath = .\naddopts = --import-mode=importlib\n")
    name = f"kernels-{sha256(SOURCE.read_bytes()).hexdigest()[:16]}.shared"
    made = folder / "lofte" / "analysis" / "kernels" / name
    _built(_found("gcc", "gcc"), [*MEMORY, "-fPIC", "-shared", str(SOURCE)], made)
    return folder


def _watching(folder: Path, words: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a Python that watches memory; what the interpreter itself never frees is let be."""
    library = _run([_found("gcc", "gcc"), "-print-file-name=libasan.so"], folder).strip()
    return _done(
        [sys.executable, *words],
        folder,
        LD_PRELOAD=library,
        ASAN_OPTIONS="detect_leaks=0:allocator_may_return_null=1",
        UBSAN_OPTIONS="print_stacktrace=1",
        PYTHONPATH=str(folder),
        OPENBLAS_NUM_THREADS="1",
    )


def _tested(folder: Path, tests: list[str]) -> None:
    words = [
        "-m",
        "pytest",
        "-q",
        "-c",
        "pytest.ini",
        "--noconftest",
        "-p",
        "no:django",
        "-p",
        "no:schemathesis",
    ]
    done = _watching(folder, [*words, "-p", "no:cacheprovider", *tests])

    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-6000:]
    assert " passed" in done.stdout


def test_the_tests_of_the_loops_hold_under_sanitizers(watched: Path) -> None:
    _tested(watched, [f"tests/analysis/{one}.py" for one in WATCHED])


def test_odd_shapes_hold_under_sanitizers(watched: Path) -> None:
    _tested(watched, ["slow/test_odd_shapes.py"])


def test_a_step_beside_an_array_would_be_seen(watched: Path) -> None:
    told = (
        "from lofte.analysis.kernels import LIBRARY, pointer; from ctypes import c_int64; import numpy as np"
    )
    one_too_many = (
        "LIBRARY.lofte_words(c_int64(1), c_int64(1), c_int64(9), pointer(np.empty(8, 'u8'), np.uint64))"
    )

    done = _watching(watched, ["-c", f"{told}; {one_too_many}"])

    assert done.returncode != 0
    assert "heap-buffer-overflow" in done.stderr


def test_every_loop_is_fuzzed() -> None:
    entries = re.findall(
        r"^(?:WIDE |WIDEST )?(?:void|int|int64_t|double) (lofte_\w+)\(", SOURCE.read_text(), re.M
    )
    made = re.findall(r"^(?:SCAN_LANES|KNOX|KEPT)\((lofte_\w+)", SOURCE.read_text(), re.M)
    fuzzed = FUZZ.read_text()

    assert len(entries + made) > 10
    assert [name for name in entries + made if not re.search(rf"\b{name}\b", fuzzed)] == []


def test_random_bytes_break_nothing(tmp_path: Path) -> None:
    fuzz = _fuzzer(tmp_path, _found("gcc", "gcc"), [*MEMORY, "-pthread"])

    _run([fuzz, "1", str(INPUTS), "1"], tmp_path, ASAN_OPTIONS="detect_leaks=1")


def test_two_threads_at_once_race_for_nothing(tmp_path: Path) -> None:
    fuzz = _fuzzer(tmp_path, _found("gcc", "gcc"), ["-fsanitize=thread", "-pthread"])

    _run([fuzz, "2", str(INPUTS // 10), "2"], tmp_path, TSAN_OPTIONS="halt_on_error=1")


def test_bytes_that_reach_new_lines_break_nothing(tmp_path: Path) -> None:
    clang = _found("clang", "clang libclang-rt-14-dev")
    fuzz = _fuzzer(tmp_path, clang, ["-DLIBFUZZER", "-fsanitize=fuzzer,address,undefined", MEMORY[1]])

    limits = ["-max_len=4096", f"-max_total_time={SECONDS}", "-seed=3", "-print_final_stats=1"]
    said = _run([fuzz, *limits], tmp_path)

    print(re.findall(r"stat::number_of_executed_units: *\d+", said))
