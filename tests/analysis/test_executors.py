"""Whoever counts the replicates - one thread, two, processes, other machines - the integers are the same."""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from lofte.analysis import streams
from tests.analysis import questions
from tests.analysis.clusters import HERE, cluster

ALONE = questions.answers(None)


def test_every_question_is_shared_out_over_several_tasks() -> None:
    with ThreadPoolExecutor(2) as both:
        assert len(list(streams.ranges(questions.N, both))) == 3


def test_two_threads_answer_as_one() -> None:
    with ThreadPoolExecutor(2) as both:
        assert not questions.differing(ALONE, questions.answers(both))


def test_two_processes_answer_as_one() -> None:
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as both:
        assert both.submit(os.getpid).result() != os.getpid()
        assert not questions.differing(ALONE, questions.answers(both))


@pytest.mark.server
def test_workers_of_a_cluster_answer_as_one(tmp_path: Path) -> None:
    with cluster(tmp_path, [HERE, HERE, HERE]) as executor:
        assert os.getpid() not in {executor.submit(os.getpid).result() for _ in range(2)}
        assert not questions.differing(ALONE, questions.answers(executor))
