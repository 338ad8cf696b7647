"""A follow-up's sample as it will be read: what is needed to draw it again, and totals; no entry, no day."""

from typing import Any

from lofte.accounts.models import Organisation
from lofte.accounts.sight import Purpose
from lofte.followup import queries, sample_words
from lofte.followup.facts import LANGUAGES, Language
from lofte.followup.models import FollowUp, Sample, SampledEntry
from lofte.followup.sampling_rules import SCHEME, Answers, answers_of, codes, sha256

Plain = dict[str, Any]


def standing(followup: FollowUp) -> Sample | None:
    """Return the sample that was begun and not broken off."""
    return followup.samples.whole(Purpose.ACTING).filter(abandoned_at=None).first()


def listing(followup: FollowUp) -> str | None:
    """Return the list that a finished sample was drawn from: it goes out beside the content."""
    sample = standing(followup)
    return sample.listing if sample is not None and sample.finished_at else None


def of(followup: FollowUp) -> Plain:
    """Return what the follow-up says of its sample, and of those that were broken off."""
    sample = standing(followup)
    state = "none" if sample is None else "finished" if sample.finished_at else "under_way"
    found: Plain = {
        "state": state,
        "broken_off": [
            _broken_off(one)
            for one in followup.samples.whole(Purpose.ACTING).exclude(abandoned_at=None).order_by("pk")
        ],
        "said": dict.fromkeys(LANGUAGES, ""),
        "parts": [],
    }
    if state == "none":
        earlier = _earlier_version(followup)
        found["said"] = {one: sample_words.none(one, version=earlier) for one in LANGUAGES}
    if state == "under_way":
        found["said"] = dict(sample_words.UNDER_WAY)
    return found | _drawn(sample, followup) if sample is not None and state == "finished" else found


def _earlier_version(followup: FollowUp) -> int | None:
    """Return the version of the same period that had one: a correction need not draw again."""
    sampled = Sample.objects.whole(Purpose.ACTING).filter(
        followup__promise=followup.promise_id,
        followup__period=followup.period,
        followup__version__lt=followup.version,
        finished_at__isnull=False,
        abandoned_at=None,
    )
    return sampled.order_by("-followup__version").values_list("followup__version", flat=True).first()


def _broken_off(sample: Sample) -> Plain:
    stage = "finished" if sample.finished_at else "answering" if sample.drawn_at else "fixing"
    answered = sample.entries.whole(Purpose.ACTING).exclude(answer="")
    given = answers_of(list(answered.values_list("answer", flat=True)))
    return {
        "stage": stage,
        "why": sample.abandoned_why,
        "said": {one: sample_words.broken_off(one, stage, sample.abandoned_why, given) for one in LANGUAGES},
    }


def _drawn(sample: Sample, followup: FollowUp) -> Plain:
    rows = sample.numbers.select_related("organisation")
    listed = codes(sample.listing)
    drawn = sample.entries.whole(Purpose.ACTING).select_related("organisation", "checked_by")
    entries = list(drawn.order_by("position", "pk"))
    by_organisation: dict[str, list[SampledEntry]] = {slug: [] for slug in sorted(listed)}
    for entry in entries:
        by_organisation[entry.organisation.slug].append(entry)
    return {
        "scheme": SCHEME,
        "size": sample.size,
        "list_sha256": sha256(sample.listing),
        "seed": sample.seed,
        "numbers": sorted(
            (
                {
                    "organisation": row.organisation.slug,
                    "commitment": row.commitment,
                    "number": row.number,
                    "words": row.words,
                }
                for row in rows
            ),
            key=lambda row: str(row["organisation"]),
        ),
        "parts": [_part(found, len(listed[slug])) for slug, found in by_organisation.items()],
    }


def _part(entries: list[SampledEntry], n_listed: int) -> Plain:
    answers = answers_of([entry.answer for entry in entries])
    whose, checker = entries[0].organisation, entries[0].checked_by
    said = {
        one: sample_words.part(
            one, answers, whose=_name(whose, one), checked_by=_name(checker, one), n_listed=n_listed
        )
        for one in LANGUAGES
    }
    share = answers.share(n_listed) or dict.fromkeys(("share", "low", "high"))
    return {
        "organisation": {"slug": whose.slug, "name": whose.name, "kind": whose.kind},
        "checked_by": {"slug": checker.slug, "name": checker.name, "kind": checker.kind},
        "listed": n_listed,
        "drawn": [entry.code for entry in entries],
        "answers": _answers(answers),
        **share,
        "said": said,
    }


def _name(organisation: Organisation, language: Language) -> str:
    return queries.in_sentence(organisation) if language == "sv" else organisation.short_name


def _answers(answers: Answers) -> Plain:
    return {
        "agrees": answers.agrees,
        "differs": answers.differs,
        "not_there": answers.not_there,
        "cannot_tell": answers.cannot_tell,
    }
