"""A sample of the promise's first tertial, taken to where a test needs it."""

from datetime import datetime

from lofte.followup import actions, sampling, sampling_rules
from lofte.followup.models import FollowUp, Sample
from lofte.publication import actions as publication
from lofte.released.models import Release
from tests.promised import AT, Promised, both_say_yes

POLICE = (4711, "en gul båt vid ån")
MUNICIPALITY = (271828, "tre små ekar")


def begun(stage: Promised, *, size: int = 5, at: datetime = AT) -> Sample:
    """Draft the follow-up and begin its sample."""
    by = stage.cast.coordinator
    followup = actions.draft(promise=stage.promise, period_key="2021-T1", by=by, at=at)
    return sampling.begin(followup=followup, by=by, at=at, size=size)


def fixed(stage: Promised, sample: Sample, at: datetime = AT) -> Sample:
    """Let both parties fix their numbers."""
    cast = stage.cast
    for organisation, by, told in (
        (cast.police, cast.police_approver, POLICE),
        (cast.municipality, cast.municipality_approver, MUNICIPALITY),
    ):
        commitment = sampling_rules.commitment(*told)
        sampling.fix(sample=sample, organisation=organisation, commitment=commitment, by=by, at=at)
    return sample


def drawn(stage: Promised, sample: Sample, at: datetime = AT) -> Sample:
    """Let both parties tell their numbers: the sample is drawn."""
    cast = stage.cast
    for organisation, by, (number, words) in (
        (cast.police, cast.police_approver, POLICE),
        (cast.municipality, cast.municipality_approver, MUNICIPALITY),
    ):
        sampling.tell(sample=sample, organisation=organisation, number=number, words=words, by=by, at=at)
    sample.refresh_from_db()
    return sample


def finished(stage: Promised, sample: Sample, at: datetime = AT) -> FollowUp:
    """Answer: of the police's entries one differs and one cannot be judged; all else agrees."""
    cast = stage.cast
    for organisation, by in ((cast.municipality, cast.coordinator), (cast.police, cast.officer)):
        rows = list(sample.entries.filter(checked_by=organisation).order_by("position"))
        answers = {row.pk: ("agrees", "") for row in rows}
        if organisation == cast.municipality:
            answers[rows[1].pk], answers[rows[2].pk] = ("differs", "Annan dag."), ("cannot_tell", "")
        sampling.answer(sample=sample, organisation=organisation, answers=answers, by=by, at=at)
    sampling.finish(sample=sample, by=cast.coordinator, at=at)
    return sample.followup


def released_with_sample(stage: Promised, at: datetime = AT) -> Release:
    """Take the follow-up with its sample the whole way out."""
    sample = drawn(stage, fixed(stage, begun(stage, at=at), at), at)
    followup = both_say_yes(stage, finished(stage, sample, at), at)
    return publication.release(followup=followup, by=stage.cast.coordinator, at=at)
