"""Which part of `make test` a test belongs to: what takes long, and what asks a database.

Dear files take long: a server or a process of its own, a walk through the whole house, a corpus of
documents, pages that render whole promises many times over. The rest is the fast part, which stays under a
minute. What asks a database runs on SQLite and again on PostgreSQL, dear or not; what asks none, or walks
through all pages, would only say the same twice.
"""

from pathlib import Path

import pytest

HERE = Path(__file__).parent
DEAR = frozenset(
    """
    accounts/entering/test_otp.py accounts/entering/test_real_oidc.py accounts/entering/test_real_saml.py
    accounts/test_people_views.py
    attacks/test_every_route.py attacks/test_two_worlds.py
    followup/test_actions.py followup/test_discarding.py followup/test_late.py followup/test_late_occasions.py
    followup/test_sampling.py followup/test_sampling_views.py followup/test_views.py
    analysis/test_effects.py analysis/test_executors.py analysis/test_properties.py analysis/test_scan.py
    house/test_catalogue.py house/test_english.py house/test_floors.py house/test_no_figures_of_people.py
    house/test_roles.py house/test_sizes.py
    beginning/test_borders.py beginning/test_keys.py beginning/test_steps.py outside/test_promises_of_seeds.py
    outside/test_screening.py
    overview/test_progress.py overview/test_standing.py overview/test_trail.py
    overview/test_week.py records/test_archive_judged.py
    records/test_archiving.py records/test_clearing.py records/test_handing.py
    records/test_redacting.py
    records/test_registering.py records/test_things.py records/test_untying.py records/test_views.py
    promises/test_beginning_views.py
    promises/test_deciding_views.py promises/test_refused.py promises/test_two_at_once.py
    promises/test_undertaking_views.py promises/test_views.py promises/test_wrong_documents.py
    publication/test_actions.py publication/test_evidence.py publication/test_measured.py
    publication/test_redacting.py publication/test_taken_away.py
    reader/test_cli.py reader/test_corpus.py reader/test_extraction.py
    site/test_bench.py site/test_cli.py site/test_environment.py site/test_restored.py site/test_serve.py
    work/test_calendar.py work/test_cases.py
    work/test_deliveries.py work/test_figures.py work/test_hidden_writers.py work/test_imports.py
    work/test_log_form.py work/test_phone.py
    work/test_recount.py work/test_reminding.py work/test_revising_kinds.py work/test_views.py
    work/test_warm.py work/test_weighing.py
    """.split()
)


# Walks through every page as every role or in English: they ask who comes and what is said, not how rows are
# kept, and each page they walk is asked for by tests that run on both databases.
ONCE = frozenset(
    {
        "attacks/test_every_route.py",
        "attacks/test_two_worlds.py",
        "house/test_english.py",
        "house/test_roles.py",
    }
)
# What takes longest comes first, so that no core waits for the other at the end.
FIRST = """
    attacks/test_every_route.py attacks/test_two_worlds.py house/test_roles.py work/test_random_logs.py
    house/test_english.py
    analysis/test_forecast.py publication/test_taken_away.py outside/test_seed_answers.py site/test_serve.py
    publication/test_redacting.py promises/test_wrong_documents.py work/test_views.py promises/test_views.py
    followup/test_views.py house/test_floors.py house/test_sizes.py house/test_no_figures_of_people.py
    screening/test_personal.py publication/test_bundle.py
    """.split()
TURNS = {HERE / file: turn for turn, file in enumerate(FIRST)}
STORES = frozenset({"db", "transactional_db", "live_server"})


@pytest.hookimpl(tryfirst=True)  # before the choice by marker
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of a dear file, and every test that asks a database; let the longest come first."""
    for item in items:
        if _is_in(item, DEAR):
            item.add_marker(pytest.mark.long)
        if _asks_a_database(item) and not _is_in(item, ONCE):
            item.add_marker(pytest.mark.stored)
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    return TURNS.get(item.path, len(TURNS))


def _is_in(item: pytest.Item, files: frozenset[str]) -> bool:
    return item.path.is_relative_to(HERE) and item.path.relative_to(HERE).as_posix() in files


def _asks_a_database(item: pytest.Item) -> bool:
    marked = item.get_closest_marker("django_db") or item.get_closest_marker("server")
    return marked is not None or bool(STORES & set(getattr(item, "fixturenames", ())))
