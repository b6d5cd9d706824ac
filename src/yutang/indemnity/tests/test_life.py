"""The life of a case: filed, assessed by two who do not see each other, approved or refused."""

import re
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from tests.insured import PAID_FEN, filing

from yutang.indemnity import actions
from yutang.indemnity.errors import (
    AccountNeeded,
    AppealTooLate,
    CaseElsewhere,
    CodeNeeded,
    EventNotCovered,
    HealthConsentNeeded,
    NotIndependent,
    NotInsured,
    PapersMissing,
    PapersNeededToPay,
    RelativesAssessNot,
)
from yutang.indemnity.models import Case, Stage
from yutang.indemnity.queries import stages
from yutang.indemnity.rules import life
from yutang.indemnity.rules.filing import Figures
from yutang.indemnity.tests.conftest import Agree, FileCase
from yutang.kernel.clock import now, today
from yutang.kernel.errors import NotFound
from yutang.ledger import queries as books
from yutang.ledger.rules import PAYABLE
from yutang.people.access import Person
from yutang.roster.access import Member
from yutang.roster.queries import has_consent

pytestmark = pytest.mark.usefixtures("sound")
FIGURES = Figures(16_493_200, 15_500_000)


def names(case: Case) -> list[str]:
    return list(case.stages.order_by("position").values_list("name", flat=True))


def test_the_case_of_the_articles_goes_from_the_doctor_to_what_is_owed(
    agree: Agree, clerk: Person, patient: Member
) -> None:
    case = agree()
    assert (case.own_fen, case.state, case.agreed_fen) == (993_200, "agreed", PAID_FEN)
    said = actions.approve(case.pk, clerk)
    case.refresh_from_db()
    assert (case.state, case.approved_fen, said.amount_fen) == ("approved", PAID_FEN, PAID_FEN)
    assert case.payee is not None
    assert -books.balance(PAYABLE, f"payee:{case.payee.pk}") == PAID_FEN
    assert names(case) == ["asked", "documents", "assessed", "assessed", "approved"]
    amounts = [each.amount_fen for each in case.stages.order_by("position")]
    assert amounts == [993_200, 0, PAID_FEN, PAID_FEN, PAID_FEN]
    assert said.figures["agreed_fen"] == PAID_FEN
    assert [step["code"] for step in said.steps][-1] == "paid"
    assert has_consent(patient.pk, "indemnity")


def test_a_form_sent_again_is_one_case(
    doctor: Person, patient: Member, photo: bytes, file_case: FileCase
) -> None:
    key, photos = uuid4(), [(code, photo) for code in ("identity", "bill", "settlement")]
    first = actions.file(patient, filing(), photos, doctor, key)
    assert actions.file(patient, filing(hospital="别的"), photos, doctor, key) == first
    assert Case.objects.count() == 1
    assert first.papers.count() == 3
    assert file_case() != first


def test_who_is_not_insured_or_not_of_the_village_files_nothing(
    doctor: Person, patient: Member, helper: Person, stranger: Person, clerk: Person
) -> None:
    with pytest.raises(NotFound):
        actions.file(patient, filing(), [], stranger, uuid4())
    with pytest.raises(HealthConsentNeeded):
        actions.file(patient, filing(has_consent=False), [], doctor, uuid4())
    long_ago = today() - timedelta(days=900)
    with pytest.raises(NotInsured):
        actions.file(patient, filing(happened_on=long_ago), [], doctor, uuid4())
    with pytest.raises(EventNotCovered):
        actions.file(patient, filing(event="school"), [], doctor, uuid4())
    with pytest.raises(PapersMissing, match="身份证"):
        actions.file(patient, filing(), [], doctor, uuid4())
    late = actions.file(patient, filing(missing_reason="结算单下周才出"), [], doctor, uuid4())
    (papers,) = late.stages.filter(name="documents")
    assert papers.codes == ["identity", "bill", "settlement"]
    assert stages.views([papers], notes=True)[0].note == "结算单下周才出"


def test_a_number_finds_only_people_of_the_own_places(
    insured: list[Member], doctor: Person, other_clerk: Person
) -> None:
    from yutang.plumbing.seal import unseal

    sealed = insured[0].id_sealed
    assert sealed is not None
    number = unseal(sealed)
    assert actions.find_insured(number, doctor) == insured[0]
    with pytest.raises(NotInsured):
        actions.find_insured(number, other_clerk)


def test_the_second_does_not_see_the_first_word(
    file_case: FileCase, assessor: Person, second_assessor: Person, clerk: Person, doctor: Person
) -> None:
    case = file_case()
    actions.assess(case.pk, assessor, "pay", FIGURES, is_no_relative=True)
    case.refresh_from_db()
    assert case.state == "filed"
    for reader in (second_assessor, clerk, doctor, None):
        assert "assessed" not in [each.name for each in stages.seen_by(reader, case)]
    assert "assessed" in [each.name for each in stages.seen_by(assessor, case)]
    actions.assess(case.pk, second_assessor, "pay", FIGURES, is_no_relative=True)
    case.refresh_from_db()
    assert [each.name for each in stages.seen_by(clerk, case)].count("assessed") == 2


def test_nobody_assesses_twice_or_their_own_case(
    file_case: FileCase, assessor: Person, doctor: Person, clerk: Person, patient: Member
) -> None:
    from yutang.people import actions as people

    case = file_case()
    with pytest.raises(RelativesAssessNot):
        actions.assess(case.pk, assessor, "pay", FIGURES)
    with pytest.raises(CodeNeeded):
        actions.assess(case.pk, assessor, "refuse", FIGURES, is_no_relative=True)
    with pytest.raises(NotFound):
        actions.assess(case.pk, clerk, "pay", FIGURES, is_no_relative=True)
    actions.assess(case.pk, assessor, "pay", FIGURES, is_no_relative=True)
    with pytest.raises(NotIndependent):
        actions.assess(case.pk, assessor, "pay", FIGURES, is_no_relative=True)
    people.give_grant(doctor, "assessor", "130827", by=None)
    with pytest.raises(NotIndependent):
        actions.assess(case.pk, doctor, "pay", FIGURES, is_no_relative=True)
    insured = people.enrol("13800000051", "参保人")
    people.give_grant(insured, "assessor", "130827", by=None)
    Member.objects.filter(pk=patient.pk).update(account=insured)
    with pytest.raises(NotIndependent):
        actions.assess(case.pk, insured, "pay", FIGURES, is_no_relative=True)


def test_when_they_differ_one_comes_over_or_a_third_decides(
    file_case: FileCase, assessor: Person, second_assessor: Person, clerk: Person
) -> None:
    from yutang.people import actions as people

    third = people.enrol("13800000052", "理赔小三")
    people.give_grant(third, "assessor", "13", by=None)
    case, other = file_case(), file_case()
    lower = Figures(16_493_200, 15_600_000)
    for each in (case, other):
        actions.assess(each.pk, assessor, "pay", FIGURES, is_no_relative=True)
        actions.assess(each.pk, second_assessor, "pay", lower, is_no_relative=True)
        each.refresh_from_db()
        assert each.state == "differ"
    with pytest.raises(NotIndependent):
        actions.settle(case.pk, assessor, "pay", FIGURES, "我看得没错")
    actions.settle(case.pk, assessor, "pay", lower, "结算单上是 156,000")
    actions.settle(other.pk, third, "refuse", FIGURES, "单子是复印的", codes=["papers_doubtful"])
    case.refresh_from_db()
    other.refresh_from_db()
    assert (case.state, case.agreed_fen) == ("agreed", 260_460)
    assert (other.state, other.outcome, other.agreed_fen) == ("agreed", "refuse", 0)


def test_more_papers_open_the_case_again_for_the_doctor_only(
    doctor: Person, patient: Member, photo: bytes, assessor: Person, clerk: Person
) -> None:
    photos = [("identity", photo), ("bill", photo)]
    late = filing(missing_reason="结算单下周才出")
    case = actions.file(patient, late, photos, doctor, uuid4())
    with pytest.raises(PapersNeededToPay):
        actions.assess(case.pk, assessor, "pay", FIGURES, is_no_relative=True)
    actions.ask_more(case.pk, assessor, ["settlement"], "请补结算单")
    with pytest.raises(NotFound):
        actions.file_again(case.pk, filing(), [], clerk, uuid4())
    key = uuid4()
    for _twice in range(2):
        case = actions.file_again(case.pk, filing(), [("settlement", photo)], doctor, key)
    assert (case.state, case.round, case.papers.count()) == ("filed", 2, 3)
    assert names(case) == ["asked", "documents", "more", "asked", "documents"]
    assert case.stages.get(position=5).codes == []
    actions.ask_more(case.pk, clerk, ["bill"], "请拍清楚一点")
    assert actions.give_up(case.pk, doctor, "家属不想办了").state == "dropped"


def test_a_refusal_is_confirmed_appealed_and_heard_by_somebody_new(
    agree: Agree, clerk: Person, second_clerk: Person, assessor: Person, doctor: Person
) -> None:
    case = agree(outcome="refuse")
    with pytest.raises(CaseElsewhere):
        actions.approve(case.pk, clerk)
    said = actions.refuse(case.pk, clerk)
    assert said.codes == ["papers_doubtful"]
    with pytest.raises(AppealTooLate):
        actions.appeal(case.pk, doctor, "原件补来了", at=now() + timedelta(days=32))
    actions.appeal(case.pk, doctor, "原件补来了")
    for old in (clerk, assessor):
        with pytest.raises(NotIndependent):
            actions.hear(case.pk, old, "看了原件", FIGURES)
    actions.hear(case.pk, second_clerk, "看了原件，应该赔", FIGURES)
    with pytest.raises(NotIndependent):
        actions.approve(case.pk, second_clerk)
    assert actions.approve(case.pk, clerk).amount_fen == PAID_FEN


def test_an_appeal_may_fail_and_is_then_over(
    agree: Agree, clerk: Person, second_clerk: Person, doctor: Person
) -> None:
    case = agree(outcome="refuse")
    actions.refuse(case.pk, clerk)
    actions.appeal(case.pk, doctor, "请再看一次")
    actions.hear(case.pk, second_clerk, "仍然是复印件", None)
    case.refresh_from_db()
    assert case.state == "closed"
    with pytest.raises(CaseElsewhere):
        actions.appeal(case.pk, doctor, "再看一次")


def test_approval_asks_for_an_account_and_another_hand(
    file_case: FileCase, assessor: Person, second_assessor: Person, clerk: Person
) -> None:
    from yutang.people import actions as people

    case = file_case()
    people.give_grant(assessor, "clerk", "130827", by=None)
    for by in (assessor, second_assessor):
        actions.assess(case.pk, by, "pay", FIGURES, is_no_relative=True)
    with pytest.raises(NotIndependent):
        actions.approve(case.pk, assessor)
    with pytest.raises(AccountNeeded):
        actions.approve(case.pk, clerk)


def test_the_caps_of_the_year_hold_over_two_cases(agree: Agree, clerk: Person) -> None:
    first, second = agree(), agree()
    assert second.agreed_fen == PAID_FEN
    actions.approve(first.pk, clerk)
    said = actions.approve(second.pk, clerk)
    assert said.amount_fen == 500_000 - PAID_FEN
    assert said.figures["paid_before_fen"] == PAID_FEN
    assert "year_cap" in [step["code"] for step in said.steps]


def test_the_database_keeps_arrows_stages_and_independence(
    agree: Agree, clerk: Person, assessor: Person, doctor: Person
) -> None:
    case = agree()
    with pytest.raises(IntegrityError, match="cannot go from"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state="dropped")
    with pytest.raises(IntegrityError, match="stays whose"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(made_by=clerk)
    for change in ("update indemnity_stage set amount_fen = 1", "delete from indemnity_stage"):
        with (
            pytest.raises(IntegrityError, match="refused"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change)
    for by, name in ((assessor, "approved"), (doctor, "assessed"), (assessor, "decided")):
        with pytest.raises(IntegrityError, match="may not have this word"), transaction.atomic():
            Stage.objects.create(
                case=case, position=99, name=name, round=9, amount_fen=1, by=by, at=now()
            )


def test_the_arrows_of_rules_and_database_are_the_same() -> None:
    path = Path(__file__).parents[1] / "migrations" / "0002_guards.py"
    text = path.read_text("utf-8").split("not in (")[1].split(") then")[0]
    kept = set(re.findall(r"\('(\w+)', '(\w+)'\)", text))
    assert {(before, after) for before, to in life.ARROWS.items() for after in to} == kept
