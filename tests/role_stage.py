"""One scene with a thing behind every address, and somebody in each role, here and in another partnership."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from lofte.accounts import reaching, ruling
from lofte.accounts.grouping import GroupDraft, save_group, seat
from lofte.accounts.models import Delegation, Organisation, Partnership, Role, SharingRule, User
from lofte.accounts.reaching import Choice, Circle
from lofte.places.models import PrioritisedArea
from lofte.promises import actions as promises
from lofte.promises.models import ActivityParty, KindOfWork
from lofte.records.archiving import packing
from lofte.records.models import AskedRedaction, Hold
from lofte.records.registering import fixing, requests
from lofte.records.registering.models import Mask
from lofte.situation.actions import Reading, Terms, begin_indicator, write_value
from lofte.work import actions as work
from lofte.work.models import AgreedTime, CalendarFeed, Delivery, Entry, Overlap
from lofte.work.sharing import actions as sharing
from tests import sampled
from tests.cast import SINCE, Cast, assembled
from tests.promised import Promised, a_tertial_of_work, promised
from tests.promises.reading import DRAFT, TEXT

NOW = datetime.fromisoformat("2021-05-10T10:00:00+02:00")
WEEK = (date(2021, 4, 26), date(2021, 5, 3))
PROVIDERS = """accounts:begin-via accounts:begin-tie accounts:oidc-answer accounts:saml-answer
accounts:saml-done accounts:saml-metadata"""
Keys = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Stage:
    """Where each address leads, and who comes."""

    cast: Cast
    keys: Keys  # by the name of the address; one that is not here takes none
    forms: dict[str, dict[str, str]]  # what is sent, where an empty form is not there at all
    here: dict[str, User]
    elsewhere: dict[str, User]
    nobody: User


def assembled_stage() -> Stage:
    """Set the scene."""
    at_work = promised(assembled())
    a_tertial_of_work(at_work)
    cast = at_work.cast
    away = cast.other_partnership.organisations.get()
    return Stage(
        cast=cast,
        keys=_keys(at_work),
        forms={
            "obligations:make-feed": {"once": str(UUID(int=1))},
            "followup:sample-number": {"party": cast.police.slug},
        },
        here={
            kind: _person(kind, cast.partnership, cast.municipality if kind == "coordinator" else cast.police)
            for kind in Role.Kind.values
        },
        elsewhere={kind: _person(kind, cast.other_partnership, away) for kind in Role.Kind.values},
        nobody=User.objects.create_user(email="ingen@example.org", name="Ingen Roll"),
    )


def _keys(stage: Promised) -> Keys:
    found = _of_drafts(stage) | _of_work(stage) | _of_calendars(stage)
    return found | _of_followups(stage) | _of_people(stage.cast) | _of_records(stage.cast)


def _person(kind: str, where: Partnership, organisation: Organisation) -> User:
    user = User.objects.create_user(email=f"{kind}@{where.slug}.example", name=f"{kind} {where.slug[:3]}")
    Role.objects.create(user=user, partnership=where, organisation=organisation, kind=kind, starts=SINCE)
    return user


def _all(names: str, keys: dict[str, Any]) -> Keys:
    return dict.fromkeys(names.split(), keys)


def _of_records(cast: Cast) -> Keys:
    held = Hold.objects.create(organisation=cast.police, reason="Begäran 1/21", placed_at=NOW)
    ours = {"partnership": cast.partnership.slug, "organisation": cast.police.slug, "plan": "entry-notes"}
    return (
        {"records:clearing": {"partnership": cast.partnership.slug}}
        | _all("records:sort records:decide records:hold", ours)
        | {"records:lift": ours | {"hold_id": held.pk}}
        | _of_register(cast)
        | _of_redactions(cast)
    )


def _of_redactions(cast: Cast) -> Keys:
    """Let a text wait for its second person."""
    asked = AskedRedaction.objects.create(
        partnership=cast.partnership,
        organisation=cast.police,
        salt="0" * 32,
        sum="0" * 64,
        ground="gdpr_17",
        reference="KS 2021/1",
        office="Kommunstyrelsen",
        decided_on=NOW.date(),
        why="Ett namn",
        n_places=1,
        asked_at=NOW,
    )
    here = {"partnership": cast.partnership.slug}
    return _all("redacting:index redacting:ask", here) | _all(
        "redacting:show redacting:confirm redacting:withdraw", here | {"pk": asked.pk}
    )


def _of_register(cast: Cast) -> Keys:
    """Let the police have a document in their register, and a request that covers it."""
    home = fixing.Home(cast.partnership, cast.police)
    words = [fixing.content({}), fixing.text("Vid ån, 0701740605")]
    entry = fixing.Entry("other", "received", "Brev", NOW.date(), series="PO")
    document = fixing.fix(entry, words, home=home, by=cast.officer, at=NOW)
    asked = requests.Asked("Brevet", NOW.date(), "mail", "PO")
    request = requests.receive(asked, home=home, by=cast.officer, at=NOW)
    requests.collect(request, [document], by=cast.officer, at=NOW)
    covered = request.covered.get()
    tertial = packing.Asked(cast.police, date(2021, 1, 1), date(2021, 5, 1), NOW)
    package = packing.note(tertial, packing.whole(tertial)[1])
    ours = {"partnership": cast.partnership.slug, "organisation": cast.police.slug}
    here = "register csv json add fix-thing fix-other grounds requests"
    return (
        _all(" ".join(f"registering:{name}" for name in here.split()), ours)
        | _all("registering:request registering:collect registering:answer", ours | {"pk": request.pk})
        | _all(
            "registering:covered registering:mask registering:judge registering:drop",
            ours | {"pk": request.pk, "covered_pk": covered.pk},
        )
        | _all("archiving:archive archiving:make", ours)
        | _all("archiving:file archiving:receipt", ours | {"pk": package.pk})
        | {
            "registering:document": ours | {"pk": document.pk},
            "registering:file": ours | {"pk": document.pk, "position": 1},
            "registering:settle": ours
            | {"pk": request.pk, "covered_pk": covered.pk, "mask_pk": Mask.objects.earliest("pk").pk},
        }
    )


def _with_all(cast: Cast) -> Choice:
    """Let a document of the municipality's be for the whole partnership."""
    rules = ruling.read_first(cast.partnership.pk, NOW.date())
    ground = ruling.grounds(rules, cast.municipality)[0]
    return Choice(Circle(cast.municipality, (cast.partnership,)), ground)


def _of_drafts(stage: Promised) -> Keys:
    cast = stage.cast
    promises.install_kinds()
    made = promises.keep_draft(
        partnership=cast.partnership,
        name="löfte.txt",
        data=TEXT.encode(),
        draft=DRAFT,
        choice=_with_all(cast),
        by=cast.coordinator,
        at=NOW,
    )
    activity, question = made.activities.order_by("position")[0], made.questions.order_by("position")[0]
    target = activity.targets.order_by("position")[0]
    ours, here = {"promise_id": made.pk}, {"partnership": cast.partnership.slug}
    priority = PrioritisedArea.objects.create(
        partnership=cast.partnership, area_set=cast.north, starts=date(2021, 1, 1), decision="KS"
    )
    at_activity = (
        "promises:change-activity promises:remove-activity promises:move-activity"
        " promises:confirm-activity promises:add-target"
    )
    begin = (
        "promises:begin promises:upload promises:paste promises:blank promises:extend promises:areas"
        " promises:make-area-set promises:prioritise"
    )
    whole = (
        "promises:promise promises:source-text promises:source-original promises:adopt promises:discard"
        " promises:document-level promises:add-activity work:trial"
    )
    return (
        _all(whole, ours)
        | _all(at_activity, ours | {"activity_id": activity.pk})
        | _all("promises:change-target promises:remove-target", ours | {"target_id": target.pk})
        | _all("work:take-season work:weigh", ours | {"target_id": target.pk})
        | _all(begin, here)
        | {
            "promises:frame": ours | {"part": "rubrik"},
            "promises:settle": ours | {"question_id": question.pk},
            "promises:stop-activity": {"promise_id": stage.promise.pk, "activity_id": stage.patrols.pk},
            "promises:remove-area-set": here | {"set_id": cast.north.pk},
            "promises:end-priority": here | {"priority_id": priority.pk},
        }
    )


def _entry(stage: Promised) -> Entry:
    return work.log(
        key=UUID(int=7000),
        kind=KindOfWork.objects.get(code="foot-patrol"),
        organisation=stage.cast.police,
        area=stage.cast.north_area,
        occurred_on=NOW.date(),
        minutes=30,
        by=stage.cast.officer,
        at=NOW,
    )


def _of_work(stage: Promised) -> Keys:
    cast, entry = stage.cast, _entry(stage)
    ActivityParty.objects.create(activity=stage.meetings, organisation=cast.police)
    delivery = Delivery.objects.create(
        key=UUID(int=1),
        organisation=cast.police,
        starts=WEEK[0],
        ends=WEEK[1],
        source="Registret",
        attesting_office="Verksamhetsstöd",
        way="sheet",
        holds="figures",
        delivered_at=NOW,
    )
    overlap = Overlap.objects.create(
        organisation=cast.police,
        kind_of_work=entry.kind_of_work,
        area=cast.north_area,
        starts=WEEK[0],
        ends=WEEK[1],
        delivery=delivery,
        opened_at=NOW,
    )
    where = cast.partnership
    rule = SharingRule.objects.create(
        partnership=where,
        code="egna-ord",
        verdict="may",
        title="Ja",
        text="Ja.",
        starts=SINCE,
        checked_on=SINCE,
    )
    reaching.choose(
        delivery, Choice(Circle(cast.police, (where,)), rule), verb="delivery.level_chosen", by=None, at=NOW
    )
    shared = sharing.share(entry, sharing.Reach(where), ground=rule, by=cast.officer, at=NOW)
    counted = {"promise_id": stage.promise.pk, "target_id": stage.patrols.targets.get().pk}
    return (
        _all("work:entry work:take-back work:change", {"pk": entry.pk})
        | _all("work:kind work:phone-send", {"code": "foot-patrol"})
        | _all("work:delivery work:delivery-level work:overlap-all", {"pk": delivery.pk})
        | _all("work:behind work:revise", counted)
        | {
            "sharing:share": {"pk": entry.pk},
            "sharing:withdraw": {"pk": entry.pk, "share_id": shared.pk},
            "sharing:decide": {"partnership": where.slug, "organisation": cast.police.slug},
            "sharing:rules": {"partnership": where.slug},
            "sharing:reword": {"partnership": where.slug, "code": rule.code},
            "work:overlap": {"pk": overlap.pk},
            "work:links": {"organisation": cast.police.slug},
            "work:revoke-link": {"organisation": cast.police.slug, "pk": 1},
            "work:link-sheet": {"token": "ingen"},
            "work:week": {"organisation": cast.police.slug, "key": "2021-W17"},
            "work:template": {"organisation": cast.police.slug, "form": "csv"},
            "work:missed": {"activity_id": stage.meetings.pk, "key": "2021-03"},
            "work:figures-activity": {"activity_id": stage.patrols.pk},
            "work:figures-file": {"form": "csv"},
            "overview:progress": {"promise_id": stage.promise.pk},
        }
        | _of_indicators(cast)
    )


def _of_indicators(cast: Cast) -> Keys:
    by = cast.coordinator
    terms = Terms(name="Trygga", unit="procent", source="NTU", better="up", better_said_by="KS")
    series = begin_indicator(partnership=cast.partnership, terms=terms, by=by, at=NOW, on=NOW.date())
    reading = Reading(date(2021, 1, 1), Decimal(60), "NTU", cast.municipality)
    value = write_value(indicator=series, reading=reading, by=by, at=NOW, today=NOW.date())
    here = {"partnership": cast.partnership.slug}
    one = here | {"indicator": series.slug}
    return (
        _all("situation:indicators situation:begin", here)
        | _all("situation:indicator situation:write", one)
        | {"situation:correct": one | {"value_id": value.pk}}
    )


def _of_calendars(stage: Promised) -> Keys:
    cast, by = stage.cast, stage.cast.coordinator
    draft = GroupDraft("Rådet", "other", date(2021, 1, 1))
    group = save_group(draft, partnership=cast.partnership, group=None, by=by, at=NOW)
    member = seat(group=group, organisation=cast.police, person=None, starts=date(2021, 1, 1), by=by, at=NOW)
    time = AgreedTime.objects.create(
        partnership=cast.partnership,
        kind="break",
        name="Sommar",
        starts=date(2021, 7, 1),
        ends=date(2021, 8, 1),
        decision="SSG",
        decided_on=date(2021, 1, 1),
    )
    feed = CalendarFeed.objects.create(token_hash="0" * 64, made_by=cast.partner, made_at=NOW)
    here = {"partnership": cast.partnership.slug}
    return (
        _all("obligations:obligations obligations:times obligations:groups", here)
        | _all("obligations:change-group obligations:seat", here | {"pk": group.pk})
        | {
            "obligations:group": {"pk": group.pk},
            "obligations:area": {"pk": cast.north.pk},
            "obligations:agree": here | {"target_id": stage.meetings.targets.get().pk},
            "obligations:remove-time": here | {"pk": time.pk},
            "obligations:unseat": here | {"pk": group.pk, "member_id": member.pk},
            "obligations:revoke-feed": {"pk": feed.pk},
            "obligations:feed": {"token": "ingen"},
            **_all("accounts:remove-passkey accounts:end-sitting accounts:untie", {"pk": 1}),
            "accounts:invitation": {"token": "ingen"},
            "accounts:invites": here,
            "accounts:revoke-invite": here | {"pk": 1},
            **_all(PROVIDERS, {"slug": "ingens"}),
        }
    )


def _of_followups(stage: Promised) -> Keys:
    sample = sampled.drawn(stage, sampled.fixed(stage, sampled.begun(stage)))
    steps = (
        "write redraft submit approve send-back discard new-version sample sample-begin sample-number"
        " sample-check sample-finish sample-abandon"
    )
    written = " ".join(f"followup:{step}" for step in steps.split())
    return _all(f"{written} publication:preview publication:release", {"pk": sample.followup_id}) | {
        "followup:draft": {"promise_id": stage.promise.pk, "period": "2021-T2"},
        "public:page": {"path": "finns-inte/"},
    }


def _of_people(cast: Cast) -> Keys:
    """Let an approver's role and a delegation wait for somebody else than those who come."""
    here = {"partnership": cast.partnership.slug}
    asked = Role(
        user=cast.partner,
        partnership=cast.partnership,
        organisation=cast.housing,
        kind="approver",
        awaits=True,
    )
    deputy = Role(user=cast.officer, partnership=cast.partnership, organisation=cast.police, kind="deputy")
    for role in (asked, deputy):
        role.starts = SINCE
        role.save()
    signatory = Role.objects.get(user=cast.police_approver)
    absence = Delegation.objects.create(
        signatory=signatory, deputy=deputy, starts=NOW.date(), ends=date(2021, 6, 1), awaits=True
    )
    return (
        _all("people:people people:give people:roles people:parties people:providers people:delegate", here)
        | _all("people:confirm people:end", here | {"pk": asked.pk})
        | _all("people:confirm-delegation people:end-delegation", here | {"pk": absence.pk})
        | {"people:change-role": here | {"kind": "field"}}
        | {"people:close-account": here | {"pk": cast.officer.pk}}
        | _all(
            "beginning:steps beginning:areas beginning:borders beginning:organisations beginning:groups", here
        )
        | _all("beginning:people beginning:document beginning:finish", here)
        | {
            "beginning:begin": {"token": "ingen"},
            "beginning:remove-organisation": here | {"pk": cast.police.pk},
        }
    )
