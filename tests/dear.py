"""The dear tests: those that take long are marked here, and run once, in the part on PostgreSQL.

The rest is the fast part, which stays under a minute. What is dear: a server or a process of its own, a walk
through the whole house, a corpus of documents, and the pages that render whole promises many times over.
"""

from pathlib import Path

import pytest

HERE = Path(__file__).parent
DEAR = frozenset(
    """
    followup/test_discarding.py followup/test_late.py followup/test_sampling.py
    followup/test_sampling_views.py followup/test_views.py house/test_catalogue.py house/test_english.py
    overview/test_progress.py overview/test_standing.py promises/test_beginning_views.py
    promises/test_deciding_views.py promises/test_refused.py promises/test_two_at_once.py
    promises/test_undertaking_views.py promises/test_views.py promises/test_wrong_documents.py
    publication/test_actions.py reader/test_cli.py reader/test_corpus.py reader/test_extraction.py
    site/test_bench.py site/test_cli.py site/test_environment.py site/test_serve.py work/test_calendar.py
    work/test_deliveries.py work/test_figures.py work/test_imports.py work/test_recount.py
    work/test_reminding.py work/test_revising_kinds.py work/test_views.py work/test_warm.py
    work/test_weighing.py
    """.split()
)


@pytest.hookimpl(tryfirst=True)  # before the choice by marker
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of a dear file."""
    for item in items:
        if item.path.is_relative_to(HERE) and item.path.relative_to(HERE).as_posix() in DEAR:
            item.add_marker(pytest.mark.long)
