"""A registrar takes in a request, gathers, masks, refuses, and gives out a copy and a decision."""

import csv
import io
import json
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pypdfium2
import pytest
from django.test import Client

from lofte.accounts.models import Role, User
from lofte.records.registering import answering, fixing, grounds, requests, rules
from lofte.records.registering.fixing import Entry, Home
from lofte.records.registering.models import Covered, DocumentRequest, RegisteredDocument
from tests.cast import SINCE, Cast
from tests.conftest import Freeze
from tests.work.making import text

HERE = "/intern/diariet/lillkoping/polisen-lillkoping/"
WORDS = "Mötet hölls vid ån.\nKim Påhittad ringde från 070-174 06 05.\nInget mer sades."
PHONE = "070-174 06 05"
SECTION = "35 kap. 1 § OSL"


@pytest.fixture(autouse=True)
def now(freeze: Freeze) -> datetime:
    return freeze("2022-06-10T10:00")


@pytest.fixture
def registrar(client: Client, cast: Cast) -> Client:
    user = User.objects.create_user(email="registrator@example.org", name="Registrator Ett")
    Role.objects.create(
        user=user,
        partnership=cast.partnership,
        organisation=cast.police,
        kind="registrar",
        starts=SINCE,
    )
    client.force_login(user)
    return client


def document(cast: Cast, now: datetime, title: str = "Brev", words: str = WORDS) -> RegisteredDocument:
    entry = Entry("other", "received", title, date(2022, 6, 1), series="PO")
    files = [fixing.content({"text": words}), fixing.text(words)]
    return fixing.fix(entry, files, home=Home(cast.partnership, cast.police), by=cast.officer, at=now)


def request_for(cast: Cast, now: datetime, *documents: RegisteredDocument) -> DocumentRequest:
    asked = requests.Asked("Breven", date(2022, 6, 8), "mail", "PO", reach="Box 1, Ån")
    made = requests.receive(asked, home=Home(cast.partnership, cast.police), by=cast.officer, at=now)
    requests.collect(made, documents, by=cast.officer, at=now)
    return made


def sent(client: Client, address: str, **given: Any) -> Any:
    return client.post(f"{HERE}{address}", {"once": uuid4(), **given})


@pytest.mark.django_db
def test_a_text_is_registered_and_found_and_given_to_another_system(registrar: Client) -> None:
    answer = sent(
        registrar,
        "registrera/annan/",
        title="=Avtal om ån",
        direction="received",
        dated_on="2022-06-01",
        text=WORDS,
        series="po",
        secrecy=SECTION,
    )

    assert "PO 2022/1" in text(registrar.get(answer["Location"]))
    assert "Avtal om ån" in text(registrar.get(f"{HERE}?q=AVTAL+Ån"))
    assert "Avtal om ån" not in text(registrar.get(f"{HERE}?q=bro"))
    rows = list(
        csv.reader(
            io.StringIO(registrar.get(f"{HERE}diarium.csv").content.decode("utf-8-sig")), delimiter=";"
        )
    )
    assert (rows[1][0], rows[1][4], rows[1][8]) == ("PO 2022/1", "'=Avtal om ån", SECTION)
    [row] = json.loads(registrar.get(f"{HERE}diarium.json").content)["handlingar"]
    assert row["rubrik"] == "=Avtal om ån"
    [kept] = [one for one in RegisteredDocument.objects.get().files.all() if one.role == "text"]
    file = registrar.get(f"{HERE}handling/{kept.document_id}/fil/{kept.position}/")
    assert file.content.decode() == WORDS
    assert file["Content-Disposition"].startswith("attachment")


@pytest.mark.django_db
def test_another_organisation_and_another_partnership_find_nothing(
    registrar: Client, cast: Cast, now: datetime
) -> None:
    made = document(cast, now)
    theirs = fixing.fix(
        Entry("other", "received", "Deras", date(2022, 6, 1), series="KS"),
        [fixing.text("deras")],
        home=Home(cast.partnership, cast.municipality),
        by=cast.coordinator,
        at=now,
    )
    there = HERE.replace("polisen-lillkoping", "lillkopings-kommun")

    assert registrar.get(f"{HERE}handling/{made.pk}/").status_code == 200
    assert registrar.get(f"{HERE}handling/{theirs.pk}/").status_code == 404
    assert registrar.get(there).status_code == 404
    assert registrar.get(HERE.replace("lillkoping/", "storkoping/", 1)).status_code == 404
    assert "Deras" not in text(registrar.get(HERE))


@pytest.mark.django_db
def test_screening_suggests_and_nothing_leaves_before_a_person_has_looked(
    registrar: Client, cast: Cast, now: datetime
) -> None:
    made = request_for(cast, now, document(cast, now))
    covered = made.covered.get()
    page = f"begaran/{made.pk}/handling/{covered.pk}/"
    suggested = {WORDS[one.starts_at : one.ends_at] for one in covered.masks.all()}
    assert PHONE in suggested

    refused = sent(registrar, f"{page}beslut/", outcome="part")
    assert refused.status_code == 422
    assert "Ta ställning till varje förslag först" in text(refused)
    for one in covered.masks.all():
        sent(registrar, f"{page}maskera/{one.pk}/", act="accept", section=SECTION)
    assert "finns inte i handlingen" in text(sent(registrar, f"{page}maskera/", words="bro", section=SECTION))
    sent(registrar, f"{page}maskera/", first="3", section=SECTION)
    sent(registrar, f"{page}beslut/", outcome="part")

    covered.refresh_from_db()
    assert covered.outcome == Covered.Outcome.PART
    assert "Inget mer" not in rules.masked(WORDS, requests.spans(covered))


@pytest.mark.django_db
def test_a_copy_holds_no_masked_word_and_a_refusal_says_how_to_appeal(
    registrar: Client, cast: Cast, now: datetime
) -> None:
    first, second = document(cast, now), document(cast, now, "Plan", "Hemlig plan")
    made = request_for(cast, now, first, second)
    part, whole = made.covered.order_by("document__number")
    for one in part.masks.all():
        requests.mask(part, [(one.starts_at, one.ends_at)], SECTION, by=cast.officer, at=now)
    requests.judge(part, "part", "", by=cast.officer, at=now)
    requests.judge(whole, "refused", "18 kap. 1 § OSL", by=cast.officer, at=now)

    said = sent(registrar, f"begaran/{made.pk}/besvara/", **ANSWER)
    told = RegisteredDocument.objects.get(answer__is_formal=False)
    assert "Vill du ha ett sådant beslut?" in words_of(told)
    assert said["Location"].endswith(f"/{told.pk}/")
    sent(registrar, f"begaran/{made.pk}/besvara/", **ANSWER | {"form": "formal"})

    formal = RegisteredDocument.objects.get(answer__is_formal=True)
    decision = words_of(formal)
    assert "Kammarrätten i Jönköping" in decision
    assert "inom tre veckor" in decision
    assert f"vilket beslut du överklagar ({formal.diarienummer})" in decision
    assert f"Beslut {formal.diarienummer}\n" in decision
    assert "18 kap. 1 § OSL" in decision
    copies = {one.name: bytes(one.content) for one in formal.files.filter(role="copy")}
    assert {*copies} == {"kopia-po-2022-1.txt", "kopia-po-2022-1.pdf"}
    printed = printed_words(copies["kopia-po-2022-1.pdf"])
    assert "maskerat: 35 kap. 1 § OSL" in printed
    assert "Mötet hölls" in printed
    for shown in (printed, copies["kopia-po-2022-1.txt"].decode(), words_of(formal)):
        assert PHONE not in shown
    assert b"174 06" not in copies["kopia-po-2022-1.pdf"]
    assert words_of(first) == WORDS
    assert fixing.is_unaltered(first)
    with pytest.raises(requests.Closed):
        requests.judge(part, "refused", SECTION, by=cast.officer, at=now)


@pytest.mark.django_db
def test_no_ground_is_chosen_beforehand_and_none_is_taken(
    registrar: Client, cast: Cast, now: datetime
) -> None:
    covered = request_for(cast, now, document(cast, now)).covered.get()
    page = f"begaran/{covered.request_id}/handling/{covered.pk}/"
    first = covered.masks.order_by("pk")[0]

    shown = registrar.get(f"{HERE}{page}").content.decode()
    assert "<option selected" not in shown
    assert " selected>" not in shown.replace('<option value="" selected>', "")
    for part in (f"maskera/{first.pk}/", "maskera/", "beslut/"):
        refused = sent(registrar, f"{page}{part}", act="accept", words="ån", outcome="refused", section="")
        assert refused.status_code == 422
    assert "Välj en bestämmelse." in text(sent(registrar, f"{page}maskera/{first.pk}/", act="accept"))
    assert not covered.masks.exclude(section="").exists()


@pytest.mark.django_db
def test_who_comes_after_the_answer_is_told(registrar: Client, cast: Cast, now: datetime) -> None:
    covered = request_for(cast, now, document(cast, now)).covered.get()
    requests.judge(covered, "refused", SECTION, by=cast.officer, at=now)
    ruling = answering.Ruling("registrator", True, "", "Kammarrätten i Jönköping", "PO")
    answering.answer(covered.request, ruling, by=cast.officer, at=now)
    one = f"begaran/{covered.request_id}/"
    page, mask = f"{one}handling/{covered.pk}/", covered.masks.order_by("pk")[0]

    for address, given in (
        (f"{one}ta-med/", {"document": document(cast, now).pk}),
        (f"{page}maskera/{mask.pk}/", {"act": "remove"}),
        (f"{page}maskera/{mask.pk}/", {"act": "accept", "section": SECTION}),
        (f"{page}ta-bort/", {}),
    ):
        refused = sent(registrar, address, **given)
        assert refused.status_code == 422
        assert "Begäran är besvarad och kan inte ändras." in text(refused)
    assert covered.request.covered.get().masks.filter(pk=mask.pk, section="").exists()


@pytest.mark.django_db
def test_every_copy_from_a_made_up_partnership_says_so(cast: Cast, now: datetime) -> None:
    cast.partnership.is_simulated = True
    cast.partnership.save()
    covered = request_for(cast, now, document(cast, now, words="Mötet hölls vid ån.")).covered.get()
    requests.judge(covered, "whole", "", by=cast.officer, at=now)
    ruling = answering.Ruling("registrator", False, "", "Kammarrätten i Jönköping", "PO")

    made = answering.answer(DocumentRequest.objects.get(), ruling, by=cast.officer, at=now)

    files = {one.name: bytes(one.content) for one in made.document.files.all()}
    assert len(files) == 5
    for name, data in files.items():
        words = printed_words(data) if name.endswith("pdf") else data.decode()
        assert words.count("Simulerade uppgifter") >= 1, name


ANSWER = {
    "decided_by": "registrator",
    "form": "said",
    "court": "Kammarrätten i Jönköping",
    "series": "PO",
}


def printed_words(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as paper:
        return "".join(paper[n].get_textpage().get_text_bounded() for n in range(len(paper)))


def words_of(one: RegisteredDocument) -> str:
    return requests.text_of(one)


@pytest.mark.django_db
def test_no_answer_before_everything_is_judged(cast: Cast, now: datetime) -> None:
    made = request_for(cast, now, document(cast, now))
    ruling = answering.Ruling("registrator", False, "", "Kammarrätten i Jönköping", "PO")

    with pytest.raises(answering.NotJudged):
        answering.answer(made, ruling, by=cast.officer, at=now)


@pytest.mark.django_db
def test_a_request_is_taken_in_without_a_name(registrar: Client, now: datetime) -> None:
    answer = sent(
        registrar, "begaran/", asked="Allt om ån", received_on="2022-06-08", way="phone", series="PO"
    )

    page = text(registrar.get(answer["Location"]))
    assert "Den kom in för 2 dagar sedan." in page
    assert not hasattr(DocumentRequest.objects.get(), "asker")
    assert "1 begäran om handlingar väntar på svar" in text(registrar.get("/intern/"))


@pytest.mark.django_db
def test_a_ground_that_has_ended_is_not_chosen(registrar: Client, cast: Cast) -> None:
    sent(registrar, "grunder/", section=SECTION, title="annat", starts="2009-06-30", ends="2022-01-01")

    assert SECTION not in dict(grounds.choices(cast.police, date(2022, 6, 10)))
    assert SECTION in dict(grounds.choices(cast.municipality, date(2022, 6, 10)))


@pytest.mark.django_db
def test_each_ground_says_in_which_wording_it_was_read(registrar: Client, cast: Cast) -> None:
    page = text(registrar.get(f"{HERE}grunder/"))

    assert "Läst i lydelse SFS 2024:328 den 27 november 2026" in page
    assert all(one.worded and one.read_on for one in grounds.listed(cast.police))


def test_masks_that_overlap_leave_nothing_between_them() -> None:
    spans = [rules.Span(2, 5, "B"), rules.Span(0, 3, "A")]

    assert rules.masked("abcdefg", spans) == "[maskerat: A, B]fg"
    assert list(rules.spans_of_words("Vid ån\nvid Ån", "vid ån")) == [(0, 6), (7, 13)]
    assert rules.span_of_lines("a\nbb\nc", 2, 3) == (2, 6)
    assert rules.span_of_lines("a\nbb", 2, 3) is None
