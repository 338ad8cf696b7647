"""A sample is begun, its seed fixed by all who sign, drawn, answered, and finished or broken off."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils import timezone

from lofte.accounts.models import Organisation, User
from lofte.accounts.sight import Purpose
from lofte.base import audit
from lofte.followup import approving, queries, sample_list, sampling_rules
from lofte.followup.holding import ReasonMissing, Refused, demand, hold
from lofte.followup.models import FollowUp, Sample, SampledEntry, SampleNumber

WRITING = FollowUp.State.WRITING
Step = Literal["fixing", "answering", "finished", "abandoned"]


class AlreadyBegun(Refused):
    """The follow-up has a sample."""


class NobodyChecks(Refused):
    """One party cannot check itself: two must sign."""


class NothingToDraw(Refused):
    """No entry counts to the promise in the period."""


class WrongStep(Refused):
    """The sample is not where this can be done."""


class AlreadyFixed(Refused):
    """The party has fixed its number, and does not change it."""


class NotFixed(Refused):
    """A number is told when every party has fixed its own."""


class NotWhatWasFixed(Refused):
    """Number and words are not those that the party fixed."""


class AnswersMissing(Refused):
    """Some of the drawn entries have no answer."""

    def __init__(self, n: int) -> None:
        super().__init__(n)
        self.n = n


def begin(*, followup: FollowUp, by: User, at: datetime, size: int = sampling_rules.SIZE) -> Sample:
    """Freeze the list of entries that the follow-up was counted from: from now on it is not counted anew."""
    with transaction.atomic():
        hold(followup)
        demand(followup, WRITING)
        approving.check_is_counted(followup, at)
        if followup.samples.whole(Purpose.ACTING).filter(abandoned_at=None).exists():
            raise AlreadyBegun
        if len(queries.signing_parties(followup.promise)) < 2:
            raise NobodyChecks
        salt = secrets.token_hex(32)
        listing = sample_list.listed(followup, salt)
        if not listing:
            raise NothingToDraw
        sample = Sample.objects.create(followup=followup, size=size, salt=salt, listing=listing, begun_at=at)
        audit.record("sample.begun", target=sample, by_id=by.pk, at=at, followup=followup.pk)
    return sample


def _hold(sample: Sample, *steps: Step) -> None:
    """Hold a sample, of a follow-up that is still written, where it is at one of these steps."""
    hold(sample.followup)
    demand(sample.followup, WRITING)
    sample.refresh_from_db()
    if step(sample) not in steps:
        raise WrongStep


def step(sample: Sample) -> Step:
    """Say where a sample is."""
    if sample.abandoned_at:
        return "abandoned"
    if sample.finished_at:
        return "finished"
    return "answering" if sample.drawn_at else "fixing"


def fix(
    *, sample: Sample, organisation: Organisation, commitment: str, by: User, at: datetime
) -> SampleNumber:
    """Fix a party's number by its checksum: nobody learns it, and the party cannot change it."""
    with transaction.atomic():
        _hold(sample, "fixing")
        approving.check_party(sample.followup, organisation, by, timezone.localdate(at))
        if sample.numbers.filter(organisation=organisation).exists():
            raise AlreadyFixed
        if sample.numbers.filter(fixed_by=by).exists():
            raise approving.SamePerson
        number = SampleNumber.objects.create(
            sample=sample, organisation=organisation, commitment=commitment, fixed_by=by, fixed_at=at
        )
        audit.record("sample.number_fixed", target=sample, by_id=by.pk, at=at, organisation=organisation.pk)
    return number


def tell(
    *, sample: Sample, organisation: Organisation, number: int, words: str, by: User, at: datetime
) -> SampleNumber:
    """Tell what was fixed; when the last party has told, the sample is drawn."""
    with transaction.atomic():
        _hold(sample, "fixing")
        approving.check_party(sample.followup, organisation, by, timezone.localdate(at))
        rows = {row.organisation_id: row for row in sample.numbers.all()}
        parties = queries.signing_parties(sample.followup.promise)
        if {party.pk for party in parties} - set(rows):
            raise NotFixed
        row = rows[organisation.pk]
        if sampling_rules.commitment(number, words) != row.commitment:
            raise NotWhatWasFixed
        row.number, row.words, row.told_at = number, words, at
        row.save()
        audit.record("sample.number_told", target=sample, by_id=by.pk, at=at, organisation=organisation.pk)
        if not sample.numbers.filter(told_at=None).exists():
            _draw(sample, parties, at)
    return row


def _draw(sample: Sample, parties: Sequence[Organisation], at: datetime) -> None:
    numbers = {
        row.organisation.slug: (row.number or 0, row.words)
        for row in sample.numbers.select_related("organisation")
    }
    sample.seed = sampling_rules.seed(sampling_rules.sha256(sample.listing), numbers)
    sample.drawn_at = at
    sample.save()
    codes = sampling_rules.codes(sample.listing)
    drawn = {slug: sampling_rules.draw(sample.seed, found, sample.size) for slug, found in codes.items()}
    entries = sample_list.of_codes(sample, [one for found in drawn.values() for one in found])
    organisations = {one.slug: one for one in Organisation.objects.filter(slug__in=codes)}
    SampledEntry.objects.bulk_create(
        SampledEntry(
            sample=sample,
            entry=entries[one],
            organisation=organisations[slug],
            checked_by=sampling_rules.checker(organisations[slug], parties),
            code=one,
            position=position,
        )
        for slug, found in drawn.items()
        for position, one in enumerate(found)
    )


def answer(
    *, sample: Sample, organisation: Organisation, answers: dict[int, tuple[str, str]], by: User, at: datetime
) -> int:
    """Write what one who checks found: by the drawn entry's key its answer, and what differs."""
    with transaction.atomic():
        _hold(sample, "answering")
        rows = list(
            sample.entries.whole(Purpose.ACTING)
            .filter(checked_by=organisation, pk__in=answers)
            .order_by("pk")
        )
        changed = [row for row in rows if (row.answer, row.reason) != answers[row.pk]]
        for row in changed:
            row.answer, row.reason = answers[row.pk]
            if row.answer == SampledEntry.Answer.DIFFERS and not row.reason:
                raise ReasonMissing
            row.answered_at = at if row.answer else None
        SampledEntry.objects.whole(Purpose.ACTING).bulk_update(changed, ["answer", "reason", "answered_at"])
        if changed:
            audit.record("sample.answered", target=sample, by_id=by.pk, at=at, n=len(changed))
    return len(changed)


def finish(*, sample: Sample, by: User, at: datetime) -> Sample:
    """Close a sample whose entries all have an answer: its result stands in the follow-up."""
    with transaction.atomic():
        _hold(sample, "answering")
        n_missing = sample.entries.whole(Purpose.ACTING).filter(answer="").count()
        if n_missing:
            raise AnswersMissing(n_missing)
        sample.finished_at = at
        sample.save()
        audit.record("sample.finished", target=sample, by_id=by.pk, at=at)
    return sample


def abandon(*, sample: Sample, reason: str, by: User, at: datetime) -> Sample:
    """Break a sample off; the follow-up says that it was, how far it had come, and why."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        _hold(sample, "fixing", "answering", "finished")
        sample.abandoned_at, sample.abandoned_why = at, reason.strip()
        sample.save()
        audit.record("sample.abandoned", target=sample, by_id=by.pk, at=at, drawn=bool(sample.drawn_at))
    return sample
