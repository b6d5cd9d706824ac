"""The pages: filed by a phone, looked at by who may, decided by forms; nothing leaks."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cast import ClientOf
from tests.insured import PAID_FEN

from yutang.indemnity import actions
from yutang.indemnity.models import Case
from yutang.indemnity.rules.opening import FIELDS, OPENS
from yutang.indemnity.tests.conftest import Agree, FileCase
from yutang.kernel.clock import today
from yutang.payouts import queries as payouts
from yutang.people.access import Person
from yutang.people.models import Opening
from yutang.plumbing.seal import unseal
from yutang.roster.access import Member
from yutang.shares import actions as shares

JSON = {"Accept": "application/json"}
SECRETS = ("股骨骨折", "县人民医院")


def number_of(member: Member) -> str:
    assert member.id_sealed is not None
    return unseal(member.id_sealed)


def form(photo: bytes, **more: Any) -> dict[str, Any]:
    day = today()
    said = {
        "key": str(uuid4()),
        "event": "hospital",
        "happened_on": f"{day - timedelta(days=30)}",
        "ended_on": f"{day - timedelta(days=12)}",
        "hospital": "县人民医院",
        "diagnosis": "股骨骨折",
        "total": "164932.00",
        "public_paid": "155000",
        "consent": "on",
        "account_holder": "王秀英",
        "account_kind": "passbook",
        "account_bank": "农村信用社",
        "account_number": "1020 0012 345678",
        **more,
    }
    for code in ("identity", "bill", "settlement"):
        said.setdefault(f"paper-{code}", SimpleUploadedFile("p.jpg", photo + code.encode()))
    return said


def test_a_phone_files_a_case_and_sends_it_again(
    patient: Member, doctor: Person, photo: bytes, client_of: ClientOf
) -> None:
    phone = client_of(doctor)
    assert phone.get("/insurance/cases/new/").status_code == 200
    found = phone.post("/insurance/cases/who/", {"id_number": number_of(patient)})
    assert found["Location"] == f"/insurance/cases/new/{patient.pk}/"
    said = form(photo, id_number=number_of(patient))
    answers = []
    for _twice in range(2):
        for name in ("identity", "bill", "settlement"):
            said[f"paper-{name}"].seek(0)
        answers.append(phone.post("/insurance/cases/new/", said, headers=JSON))
    case = Case.objects.get()
    assert [answer.status_code for answer in answers] == [201, 201]
    assert {answer.json()["to"] for answer in answers} == {f"/insurance/cases/{case.pk}/"}
    assert (case.own_fen, case.papers.count()) == (993_200, 3)
    account = payouts.account_in_use(shares.payee_of_member(patient).pk)
    assert account is not None
    assert account.tail == "5678"
    page = phone.get(f"/insurance/cases/{case.pk}/").content.decode()
    assert all(secret in page for secret in SECRETS)
    assert "2,904.60" in page, "the reckoning by the rule"
    assert number_of(patient) not in page


def test_what_a_phone_got_wrong_is_said_in_one_sentence(
    patient: Member, doctor: Person, photo: bytes, client_of: ClientOf
) -> None:
    phone = client_of(doctor)
    for wrong, code in (
        ({"total": ""}, "case_form_incomplete"),
        ({"total": "一百"}, "case_amount_typed"),
        ({"consent": ""}, "health_consent_needed"),
        ({"id_number": "11010119800101001X"}, "bad_id_number"),
        ({"public_paid": "999999"}, "case_figures"),
        ({"account_number": "12"}, "account_length"),
    ):
        said = form(photo, **{"id_number": number_of(patient), **wrong})
        answer = phone.post("/insurance/cases/new/", said, headers=JSON)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    page = phone.post("/insurance/cases/new/", form(photo, id_number=number_of(patient), total=""))
    assert page.status_code == 422
    assert not Case.objects.exists()


def test_from_the_phone_to_the_payment_by_forms(  # noqa: PLR0917
    file_case: FileCase,
    doctor: Person,
    assessor: Person,
    second_assessor: Person,
    clerk: Person,
    client_of: ClientOf,
) -> None:
    case = file_case()
    way = f"/insurance/cases/{case.pk}/"
    word = {"total": "164932", "public_paid": "155000", "outcome": "pay", "is_no_relative": "on"}
    for by in (assessor, second_assessor):
        client = client_of(by)
        assert str(case.number) in client.get("/insurance/cases/assess/").content.decode()
        assert client.post(f"{way}assess/", word).status_code == 302
    book = {"holder": "王秀英", "kind": "passbook", "bank": "农信社", "number": "10200012345678"}
    assert client_of(doctor).post(f"{way}account/", book).status_code == 302
    assert "2,904.60" in client_of(clerk).get(way).content.decode()
    assert client_of(clerk).post(f"{way}approve/").status_code == 302
    case.refresh_from_db()
    assert (case.state, case.approved_fen) == ("approved", PAID_FEN)


def test_the_insured_sees_their_own_case_and_appeals(
    agree: Agree, clerk: Person, patient: Member, client_of: ClientOf
) -> None:
    from yutang.people import actions as people

    own = people.enrol("13800000051", "参保人")
    Member.objects.filter(pk=patient.pk).update(account=own)
    case = agree(outcome="refuse")
    actions.refuse(case.pk, clerk)
    browser = client_of(own)
    assert f"/insurance/cases/{case.pk}/" in browser.get("/me/").content.decode()
    page = browser.get(f"/insurance/cases/{case.pk}/", headers={"Accept-Language": "en"})
    assert "材料" in page.content.decode()
    done = browser.post(f"/insurance/cases/{case.pk}/appeal/", {"reason": "原件在县里"})
    assert done.status_code == 302
    case.refresh_from_db()
    assert case.state == "appealed"


READERS = ("filer", "insured", "assessor", "clerk", "operator", "other", "helper", "stranger")


@pytest.fixture
def readers(  # noqa: PLR0917 - one of each
    doctor: Person,
    assessor: Person,
    clerk: Person,
    operator: Person,
    other_clerk: Person,
    helper: Person,
    stranger: Person,
    patient: Member,
) -> dict[str, Person]:
    from yutang.people import actions as people

    insured = people.enrol("13800000051", "参保人")
    Member.objects.filter(pk=patient.pk).update(account=insured)
    given = (doctor, insured, assessor, clerk, operator, other_clerk, helper, stranger)
    return dict(zip(READERS, given, strict=True))


@pytest.mark.parametrize("reader", READERS)
def test_each_role_opens_what_its_row_says_and_nothing_else(
    file_case: FileCase, readers: dict[str, Person], reader: str, client_of: ClientOf
) -> None:
    """Every part × field: read from the page and the photo's address, before and after a reason."""
    case, person = file_case(), readers[reader]
    assessor = readers["assessor"]
    figures = case.stages.get(name="asked").figures
    actions.ask_more(case.pk, assessor, ["bill"], "账单第二页没拍")
    Opening.objects.all().delete()
    client, way = client_of(person), f"/insurance/cases/{case.pk}/"
    photo = f"{way}papers/{case.papers.order_by('pk')[0].pk}/"
    says = OPENS.get(reader, {})  # type: ignore[call-overload]
    for with_reason in (False, True):
        if with_reason:
            client.post(f"{way}open/", {"reason": "核对赔付"})
        page = client.get(way).content.decode()
        for field in FIELDS:
            how = says.get(field, "no")
            may = how == "yes" or (how == "reason" and with_reason)
            shown = {
                "details": all(secret in page for secret in SECRETS),
                "papers": client.get(photo).status_code == 200,
                "notes": "账单第二页没拍" in page,
            }[field]
            assert shown == may, (field, with_reason)
        if "yes" not in says.values() and not with_reason:
            assert not any(secret in page for secret in SECRETS)
            assert not Opening.objects.exists()
    if says and reader != "insured":
        assert Opening.objects.filter(by=person, subject=f"indemnity:case:{case.pk}").exists()
    assert figures["total_fen"] == 16_493_200


def test_the_public_ledger_is_for_everybody_and_names_nobody(
    paid: Callable[..., list[Case]], clerk: Person, client_of: ClientOf, client: Client
) -> None:
    paid(10)
    assert client.post("/insurance/ledger/append/").status_code == 401
    assert client_of(clerk).post("/insurance/ledger/append/").status_code == 302
    page = client.get("/insurance/ledger/").content.decode()
    assert "29,046.00" in page
    assert "王*" not in page
    lines = client.get("/insurance/ledger/ledger.jsonl").content.decode().splitlines()
    assert len(lines) == 3
    script = client.get("/insurance/ledger/verify_ledger.py").content.decode()
    assert len(script.splitlines()) <= 40
    sheet = client.get(f"/insurance/ledger/{today():%Y-%m}/").content.decode()
    assert "<svg" in sheet
    assert client.get("/insurance/ledger/2026-13/").status_code == 404


def test_people_who_were_paid_are_asked_by_a_sample(
    paid: Callable[..., list[Case]], clerk: Person, doctor: Person, client_of: ClientOf
) -> None:
    from yutang.spotchecks.models import Sample

    paid(3)
    said = {"place": "130827", "from_on": f"{today()}", "to_on": f"{today()}", "size": "2"}
    answer = client_of(clerk).post("/insurance/cases/sample/", said)
    sample = Sample.objects.get()
    assert answer["Location"] == f"/spotchecks/{sample.pk}/"
    assert (len(sample.frame), sample.size) == (3, 2)
    assert doctor.pk in sample.barred
    assert clerk.pk in sample.barred
