"""A scheduler and workers of `distributed`, each a process of its own, on this machine or on several."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from distributed import Client

Place = tuple[list[str], str]  # what a command begins with there, and the address
HERE: Place = ([], "127.0.0.1")


@contextmanager
def cluster(folder: Path, places: Sequence[Place]) -> Iterator[Executor]:
    """Run a scheduler at the first place and a worker at each of the others; hand out their executor."""
    at = str(folder / "scheduler.json")
    with ExitStack() as stack:
        (before, address), *others = places
        words = ["--host", address, "--port", "0", "--scheduler-file", at]
        stack.enter_context(_process(before, "dask_scheduler", words, folder))
        for before, address in others:
            words = ["--host", address, "--nthreads", "1", "--no-nanny", "--scheduler-file", at]
            stack.enter_context(_process(before, "dask_worker", words, folder))
        client = Client(scheduler_file=at, set_as_default=False, timeout=30)  # type: ignore[no-untyped-call]
        stack.enter_context(client)
        client.wait_for_workers(len(others), timeout=30)
        yield client.get_executor(pure=False)  # type: ignore[no-untyped-call]


@contextmanager
def _process(before: list[str], program: str, words: list[str], folder: Path) -> Iterator[None]:
    command = [*before, sys.executable, "-m", f"distributed.cli.{program}", *words, "--no-dashboard"]
    with (folder / "said").open("ab") as said:
        running = subprocess.Popen(
            command, cwd=folder, env=os.environ | {"PYTHONWARNINGS": "ignore"}, stdout=said, stderr=said
        )
    try:
        yield
    finally:
        running.terminate()
        running.wait(20)
