"""Release takes both parties, freezes what was approved, and chains it."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pypdfium2
import pytest

from lofte.accounts.models import Organisation
from lofte.followup import actions as followup_actions
from lofte.followup import approving, holding
from lofte.followup.models import Approval, FollowUp
from lofte.promises.actions import adopt, new_promise
from lofte.promises.models import Activity, Target
from lofte.publication import actions, disclosure
from lofte.released.canonical import dump, sha256
from lofte.released.models import Page, Release
from tests.cast import Cast
from tests.promised import AT, Promised, approved, both_say_yes, erase_log, log, released

ADDRESS = "/lillkoping/loften/2021/2021-T1/v1/"
CODE = re.compile(r"[\w:+./<>=~-]{1,80}", re.ASCII)
PLACES = ("Norra", "Södra", "Lillköping")
LATER = datetime(2021, 9, 10, 8, 0, tzinfo=UTC)


def body(path: str) -> str:
    return bytes(Page.objects.get(path=path).body).decode("utf-8")


def test_both_parties_make_a_release_and_every_page_is_there(release: Release) -> None:
    paths = set(Page.objects.values_list("path", flat=True))

    assert paths >= {
        ADDRESS,
        f"/en{ADDRESS}",
        "/lillkoping/loften/2021/2021-T1/v1.json",
        "/lillkoping/loften/2021/2021-T1/v1.csv",
        "/lillkoping/loften/2021/2021-T1/v1.pdf",
        "/en/lillkoping/loften/2021/2021-T1/v1.pdf",
        "/lillkoping/loften/2021/2021-T1/",
        "/lillkoping/loften/2021/",
        "/en/lillkoping/loften/2021/",
        "/lillkoping/",
        "/en/lillkoping/",
        "/",
        "/en/",
    }
    assert (release.number, release.version) == (2, 1)


def test_one_party_alone_releases_nothing(stage: Promised) -> None:
    followup = approved(stage)
    followup.approvals.filter(organisation=stage.cast.police).delete()

    with pytest.raises(actions.ApprovalsMissing) as refused:
        actions.release(followup=followup, by=stage.cast.coordinator, at=AT)

    assert refused.value.parties == [stage.cast.police]
    assert not Release.objects.exists()


def test_an_approval_of_other_content_does_not_count(stage: Promised) -> None:
    followup = approved(stage)
    followup.lines.filter(position=0).update(comment_sv="Skrivet bakom ryggen.")

    with pytest.raises(actions.ApprovalsMissing):
        actions.release(followup=followup, by=stage.cast.coordinator, at=AT)


def test_two_approvals_by_one_person_do_not_count(stage: Promised) -> None:
    followup = approved(stage)
    Approval.objects.update(approved_by=stage.cast.police_approver)

    with pytest.raises(actions.ApprovalsMissing):
        actions.release(followup=followup, by=stage.cast.coordinator, at=AT)


def test_what_is_not_sent_for_approval_is_not_released(stage: Promised) -> None:
    followup = followup_actions.draft(
        promise=stage.promise, period_key="2021-T1", by=stage.cast.coordinator, at=AT
    )

    with pytest.raises(holding.WrongState):
        actions.release(followup=followup, by=stage.cast.coordinator, at=AT)


def test_what_is_released_is_released_once(stage: Promised) -> None:
    followup = approved(stage)
    actions.release(followup=followup, by=stage.cast.coordinator, at=AT)

    with pytest.raises(holding.WrongState):
        actions.release(followup=followup, by=stage.cast.coordinator, at=AT)


def test_the_approved_content_is_what_stands_in_the_release(release: Release) -> None:
    document = json.loads(release.canonical)

    content = sha256(dump(document["content"]))
    assert {one["content_sha256"] for one in document["approvals"]} == {content}
    assert release.sha256 == sha256(release.canonical)


def test_what_stands_open_in_a_release_is_a_code_a_day_an_organisation_or_a_place(release: Release) -> None:
    words = [text for text in _open(json.loads(release.canonical)) if not CODE.fullmatch(text)]

    assert set(words) <= {*Organisation.objects.values_list("name", flat=True), *PLACES}


def test_no_text_and_no_name_stands_in_what_is_hashed(release: Release) -> None:
    for said in ("Så här gick det", "Polischef", "Fotpatrullering", "Medborgarlöfte 2021"):
        assert said not in release.canonical
        assert release.openings.filter(text__contains=said).exists()


def test_the_key_that_salts_were_drawn_from_is_gone_when_it_is_out(release: Release, stage: Promised) -> None:
    assert stage.promise.followups.get().seal_key == ""


def _open(value: Any, key: str = "") -> Iterator[str]:
    """Yield every string that is hashed as it is, but for the fixed texts of the method."""
    if isinstance(value, str) and value:
        yield value
    for name, inner in value.items() if isinstance(value, dict) else ():
        yield from () if name in {"method", "sample_list"} else _open(inner, name)
    for inner in value if isinstance(value, list) else ():
        yield from _open(inner, key)


def test_each_release_carries_the_one_before(release: Release, stage: Promised) -> None:
    log(stage, "foot-patrol", stage.cast.north_area, [date(2021, 5, 4)])
    second = released(stage, "2021-T2", LATER)

    assert (second.number, second.previous_sha256) == (3, release.sha256)
    assert json.loads(second.canonical)["previous_sha256"] == release.sha256


def test_a_later_change_in_the_log_does_not_touch_what_is_released(release: Release, stage: Promised) -> None:
    before = body(ADDRESS)
    erase_log()
    actions.render_again(at=LATER)

    assert body(ADDRESS) == before
    assert "tolv gjorda" in before


def test_pages_are_rendered_again_from_what_is_released_alone(release: Release) -> None:
    before = dict(Page.objects.values_list("path", "etag"))
    FollowUp.objects.all().delete()
    Page.objects.all().delete()

    n_pages = actions.render_again(at=LATER)

    assert n_pages == len(before)
    assert dict(Page.objects.values_list("path", "etag")) == before


def test_another_partnerships_pages_stay_when_one_is_rendered_again(release: Release) -> None:
    before = dict(Page.objects.values_list("path", "rendered_at"))
    mine = f"/{release.partnership_slug}/"
    for path in (f"{mine}gammalt/", "/annan/loften/"):
        Page.objects.create(
            path=path, language="sv", media_type="text/html", body=b"x", etag="x", rendered_at=LATER
        )

    actions.render_again(at=LATER, only={release.partnership_slug})

    after = dict(Page.objects.values_list("path", "rendered_at"))
    assert set(after) == {*before, "/annan/loften/"}
    assert after[mine] == LATER != before[mine]
    actions.render_again(at=LATER, only={"annan"})
    assert set(Page.objects.values_list("path", flat=True)) == set(before)


def test_a_correction_is_a_new_version_with_its_reason_and_the_old_one_stays(
    release: Release, stage: Promised
) -> None:
    first = FollowUp.objects.get()
    log(stage, "foot-patrol", stage.cast.south_area, [date(2021, 4, 20)])
    second = followup_actions.new_version(
        followup=first, reason="En patrull saknades.", by=stage.cast.coordinator, at=LATER
    )
    actions.release(followup=both_say_yes(stage, second, LATER), by=stage.cast.coordinator, at=LATER)

    assert "En patrull saknades." in body("/lillkoping/loften/2021/2021-T1/v2/")
    assert "Det finns en nyare version" in body(ADDRESS)
    assert "i Södra fyra" in body(ADDRESS)
    assert body("/lillkoping/loften/2021/2021-T1/") == "/lillkoping/loften/2021/2021-T1/v2/"


def test_a_promise_has_its_page_before_any_follow_up(stage: Promised) -> None:
    made = actions.publish_promise(promise=stage.promise, at=AT)

    assert "Vi ska synas på Norra och i Södra." in body("/lillkoping/loften/2021/")
    assert "inte uppföljt än" in body("/lillkoping/")
    assert actions.publish_promise(promise=stage.promise, at=LATER) == made


def test_an_adopted_promise_is_published_when_the_adoption_is_committed(
    cast: Cast, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    draft = new_promise(
        partnership=cast.partnership,
        title="Löfte 2022",
        starts=date(2022, 1, 1),
        ends=date(2023, 1, 1),
        parties=[cast.police],
        by=cast.coordinator,
        at=AT,
    )
    activity = Activity.objects.create(
        promise=draft, position=0, title="Samtal", text="Vi talar.", confirmed_at=AT
    )
    Target.objects.create(activity=activity, kind="qualitative", sign="Folk hälsar.")

    with django_capture_on_commit_callbacks(execute=True):
        adopt(promise=draft, adopted_on=date(2021, 5, 10), by=cast.coordinator, at=AT)

    assert "Vi talar." in body(f"/lillkoping/loften/{draft.slug}/")


def test_a_draft_is_not_published(stage: Promised) -> None:
    stage.promise.adopted_on, stage.promise.adopted_by = None, None

    with pytest.raises(actions.PromiseNotAdopted):
        actions.publish_promise(promise=stage.promise, at=AT)


def test_simulated_work_is_marked_in_every_format(stage: Promised) -> None:
    stage.promise.is_simulated = True
    stage.promise.save()
    released(stage)

    for path in (ADDRESS, "/lillkoping/loften/2021/", "/lillkoping/", "/"):
        assert "Simulerat" in body(path), path
        assert "Simulated" in body(f"/en{path}") or "Simulerat" in body(f"/en{path}"), path
    with pypdfium2.PdfDocument(
        bytes(Page.objects.get(path="/lillkoping/loften/2021/2021-T1/v1.pdf").body)
    ) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    assert len(pages) > 1
    assert all("Simulerat" in text for text in pages)
    data = json.loads(body("/lillkoping/loften/2021/2021-T1/v1.json"))
    sheet = body("/lillkoping/loften/2021/2021-T1/v1.csv").lstrip("\ufeff")
    rows = list(csv.DictReader(io.StringIO(sheet), delimiter=";"))
    assert data["simulated"] is True
    assert {row["simulerat"] for row in rows} == {"ja"}
    assert (
        body(ADDRESS).count("chart-simulated-box") == body(ADDRESS).count('class="figure is-') - 1
    )  # the map's own


def test_real_work_is_not_marked(release: Release) -> None:
    assert "Simulerat" not in body(ADDRESS)
    assert json.loads(release.canonical)["simulated"] is False


def test_every_number_in_the_data_says_where_it_comes_from(release: Release) -> None:
    data = json.loads(body("/lillkoping/loften/2021/2021-T1/v1.json"))

    for activity in data["content"]["activities"]:
        for target in activity["targets"]:
            assert target["description"]["sv"]
            assert target["source"]["en"]
            assert target["starts"] < target["last_day"]
            assert target["counted_through"] == "2021-04-30"
            assert target["marks"]["done"] == "attested"


def test_a_withheld_share_leaves_no_trace_in_any_format(stage: Promised) -> None:
    erase_log()
    log(stage, "drug-offence", stage.cast.north_area, [date(2021, 2, 2)], quantities=(23, 2))
    released(stage)

    share = json.loads(body("/lillkoping/loften/2021/2021-T1/v1.json"))["content"]["activities"][1][
        "targets"
    ][1]
    assert (share["share"], share["places"], share["why"]) == (None, [], "withheld")
    assert "8,7" not in body(ADDRESS)
    assert "2 av 23" not in body(ADDRESS)
    assert "peka ut enstaka personer" in body(ADDRESS)


def test_a_correction_that_adds_one_person_does_not_tell_it(stage: Promised) -> None:
    first = FollowUp.objects.get(promise=stage.promise, version=released(stage).version)
    log(stage, "drug-offence", stage.cast.north_area, [date(2021, 4, 20)], quantities=(1, 1))
    second = followup_actions.new_version(
        followup=first, reason="En förstagångsanvändare saknades.", by=stage.cast.coordinator, at=AT
    )

    [before], [after] = (
        [
            target
            for target in followup.lines.get(activity=stage.found).figures["targets"]
            if target["outcome"]["share"]
        ]
        for followup in (first, second)
    )

    assert (before["withheld"], after["withheld"]) == ([], [""])


def test_the_gate_stops_withheld_figures_that_somebody_wrote(stage: Promised) -> None:
    erase_log()
    log(stage, "drug-offence", stage.cast.north_area, [date(2021, 2, 2)], quantities=(23, 2))
    followup = followup_actions.draft(
        promise=stage.promise, period_key="2021-T1", by=stage.cast.coordinator, at=AT
    )
    both_say_yes(stage, followup)
    line = followup.lines.get(activity=stage.found)
    followup_actions.edit_line(
        line=line, by=stage.cast.coordinator, at=AT, comment_sv="Av dem var 2 av 23 nya."
    )
    followup.refresh_from_db()
    approving.submit(followup=followup, by=stage.cast.coordinator, at=AT)
    for party, person in (
        (stage.cast.police, stage.cast.police_approver),
        (stage.cast.municipality, stage.cast.municipality_approver),
    ):
        approving.approve(followup=followup, organisation=party, by=person, at=AT)

    with pytest.raises(disclosure.Leaks) as stopped:
        actions.release(followup=followup, by=stage.cast.coordinator, at=AT)

    assert [(leak.title, leak.code) for leak in stopped.value.leaks] == [
        ("Mot narkotika", "withheld_in_words")
    ]


def test_english_pages_mark_swedish_words(release: Release) -> None:
    page = body(f"/en{ADDRESS}")

    assert '<html lang="en">' in page
    assert '<span lang="sv">Polisen ska fotpatrullera på Norra och i Södra.</span>' in page
    assert '<div lang="sv"><p>Så här gick det, säger vi båda.</p></div>' in page
    assert "By 30 April" in page.replace("\N{NO-BREAK SPACE}", " ")


def test_what_is_told_in_words_has_neither_status_nor_line(release: Release) -> None:
    section = body(ADDRESS).split('id="aktivitet-5"')[1].split("</section>")[0]

    assert "status is-" not in section
    assert "<figure" not in section
    assert "Invånarna känner igen oss." in section
