"""Money comes, is handed on and spent: two hands each time, never more than has arrived."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from tests.cast import COUNTY

from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.ledger import queries as ledger
from yutang.people.access import Person
from yutang.plumbing import figures
from yutang.programmes import access, actions, queries
from yutang.programmes.errors import (
    BudgetShort,
    DaysWrong,
    FundShort,
    InvoiceKnown,
    KeyTaken,
    MoneyLeft,
    NotNow,
    NotSpent,
    OtherScheme,
    OwnHand,
    PaperNeeded,
    PlanTooSmall,
    ProgrammeShort,
    ReceiptKnown,
    TooMuchBack,
    WordsNeeded,
)
from yutang.programmes.models import Fund, Programme, Spending
from yutang.programmes.queries import movements
from yutang.programmes.tests.conftest import (
    PDF,
    Given,
    Granted,
    bill_facts,
    fund_of,
    programme_of,
    spend,
)


def test_money_goes_from_the_bank_to_a_payee_through_the_ledger(
    rich: Programme, fund: Fund, clerk: Person
) -> None:
    number = spend(rich, 200_00, "case-1")
    assert spend(rich, 200_00, "case-1") == number
    assert ledger.balance("bank") == 900_00
    assert ledger.balance("fund", f"fund:{fund.pk}") == -300_00
    assert ledger.balance("programme", f"programme:{rich.pk}") == -400_00
    assert ledger.balance("payable", "payee:1") == -200_00
    money = queries.money(rich.pk)
    assert (money.planned_fen, money.arrived_fen, money.spent_fen) == (1000_00, 600_00, 200_00)
    assert (str(money.arrived_percent), str(money.paid_percent)) == ("60.0", "33.3")
    actions.unspend("test", "case-1", by=clerk)
    assert actions.unspend("test", "case-1") == actions.unspend("test", "case-1")
    assert ledger.balance("payable", "payee:1") == 0
    assert queries.has(rich.pk) == 600_00


def test_nothing_is_spent_that_has_not_arrived_or_is_not_planned(rich: Programme) -> None:
    spend(rich, 500_00, "1")
    with pytest.raises(BudgetShort) as short:
        spend(rich, 1, "2")
    assert short.value.fields == {"left": "0.00"}
    with pytest.raises(ProgrammeShort) as poor:
        spend(rich, 100_01, "3", "upstream")
    assert poor.value.fields == {"left": "100.00"}
    with pytest.raises(BudgetShort):
        spend(rich, 1, "4", "wage")
    with pytest.raises(KeyTaken):
        spend(rich, 499_00, "1")
    with pytest.raises(NotSpent):
        actions.unspend("test", "never")
    assert Spending.objects.count() == 1


def test_a_plan_is_never_below_what_is_spent_and_changes_with_a_reason(
    rich: Programme, clerk: Person
) -> None:
    spend(rich, 300_00, "1")
    with pytest.raises(WordsNeeded):
        actions.plan(rich.pk, "training", 400_00, clerk)
    with pytest.raises(PlanTooSmall):
        actions.plan(rich.pk, "training", 299_00, clerk, reason="少办一期培训")
    actions.plan(rich.pk, "training", 300_00, clerk, reason="少办一期培训")
    assert queries.planned(rich.pk)["training"] == 300_00


def test_who_notes_never_confirms(
    programme: Programme, fund: Fund, given: Given, clerk: Person, second_clerk: Person
) -> None:
    given(fund, 100_00)
    asked = actions.ask_grant(fund.pk, programme.pk, 50_00, "第一批资金", clerk, key=uuid4())
    with pytest.raises(OwnHand):
        actions.decide_grant(asked.pk, clerk, confirms=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(asked).objects.filter(pk=asked.pk).update(
            state="confirmed", decided_by=clerk, decided_at=asked.noted_at
        )
    with pytest.raises(WordsNeeded):
        actions.decide_grant(asked.pk, second_clerk, confirms=False)
    actions.decide_grant(asked.pk, clerk, confirms=False, reason="金额写错了")
    with pytest.raises(NotNow):
        actions.decide_grant(asked.pk, second_clerk, confirms=True)
    assert queries.has(programme.pk) == 0


def test_a_fund_gives_no_more_than_it_has(
    programme: Programme, fund: Fund, given: Given, clerk: Person, second_clerk: Person
) -> None:
    given(fund, 100_00)
    asked = [
        actions.ask_grant(fund.pk, programme.pk, 60_00, "第一批资金", clerk, key=uuid4())
        for _ in range(2)
    ]
    actions.decide_grant(asked[0].pk, second_clerk, confirms=True)
    with pytest.raises(FundShort) as short:
        actions.decide_grant(asked[1].pk, second_clerk, confirms=True)
    assert short.value.fields == {"left": "40.00"}
    assert ledger.balance("fund", f"fund:{fund.pk}") == -40_00


def test_what_is_left_goes_back_and_then_the_programme_closes(
    rich: Programme, fund: Fund, granted: Granted, clerk: Person, second_clerk: Person
) -> None:
    spend(rich, 200_00, "1")
    with pytest.raises(ProgrammeShort):
        granted(fund, rich, 400_01, is_back=True)
    with pytest.raises(MoneyLeft):
        actions.close(rich.pk, clerk)
    granted(fund, rich, 400_00, is_back=True)
    actions.close(rich.pk, second_clerk)
    assert queries.fund_has(fund.pk) == 700_00
    with pytest.raises(NotNow):
        spend(rich, 1, "2")


def test_a_receipt_and_an_invoice_are_noted_once(
    rich: Programme, fund: Fund, given: Given, clerk: Person
) -> None:
    donation = given(fund, 10_00)
    facts = actions.DonationFacts(10_00, today(), donation.bank_reference)
    with pytest.raises(ReceiptKnown):
        actions.note_donation(fund.pk, donation.donor_id, facts, clerk, key=uuid4())
    late = actions.DonationFacts(10_00, today() + timedelta(days=1), "R-later")
    with pytest.raises(DaysWrong):
        actions.note_donation(fund.pk, donation.donor_id, late, clerk, key=uuid4())
    key = uuid4()
    bill = actions.note_bill(rich.pk, bill_facts(), [("发票.pdf", PDF)], clerk, key=key)
    assert actions.note_bill(rich.pk, bill_facts(), [("发票.pdf", PDF)], clerk, key=key) == bill
    with pytest.raises(InvoiceKnown):
        actions.note_bill(rich.pk, bill_facts(), [("a.pdf", PDF)], clerk, key=uuid4())
    with pytest.raises(PaperNeeded):
        actions.note_bill(rich.pk, bill_facts(number="FP-0002"), [], clerk, key=uuid4())


def test_a_bill_is_approved_by_another_and_paid_by_transfer(
    rich: Programme, clerk: Person, second_clerk: Person, other_clerk: Person
) -> None:
    bill = actions.note_bill(rich.pk, bill_facts(), [("发票.pdf", PDF)], clerk, key=uuid4())
    with pytest.raises(OwnHand):
        actions.decide_bill(bill.pk, clerk, confirms=True)
    with pytest.raises(NotFound):
        actions.decide_bill(bill.pk, other_clerk, confirms=True)
    actions.decide_bill(bill.pk, second_clerk, confirms=True)
    assert ledger.balance("payable", f"bill:{bill.pk}") == -100_00
    paid = actions.mark_paid(bill.pk, today(), "R-2026-77", second_clerk)
    assert actions.mark_paid(bill.pk, today(), "R-2026-77", clerk).paid_by == paid.paid_by
    assert ledger.balance("payable", f"bill:{bill.pk}") == 0
    assert ledger.balance("bank") == 800_00
    paper = bill.papers.get()
    assert actions.open_paper(bill.pk, paper.pk, second_clerk)[1] == PDF


def test_a_donation_is_followed_to_the_fen_and_only_what_is_left_goes_back(
    rich: Programme, fund: Fund, given: Given, clerk: Person, second_clerk: Person
) -> None:
    first = fund.donations.get()
    late = given(fund, 300_00, "后来的公司")
    spend(rich, 200_00, "1")
    found = queries.followed(first.pk, fund.pk)
    assert (found.in_fund, found.programmes[rich.pk].spent) == (300_00, {"training": 200_00})
    assert queries.followed(late.pk, fund.pk).in_fund == 300_00
    with pytest.raises(TooMuchBack):
        actions.ask_to_give_back(first.pk, 300_01, "捐错了账户", "R-back", clerk, key=uuid4())
    back = actions.ask_to_give_back(first.pk, 300_00, "捐错了账户", "R-back", clerk, key=uuid4())
    actions.decide_given_back(back.pk, second_clerk, confirms=True)
    assert queries.followed(first.pk, fund.pk).returned == 300_00
    assert queries.fund_has(fund.pk) == 300_00


def test_money_with_a_rule_of_its_own_stays_apart_and_is_checked(
    fund: Fund, given: Given, granted: Granted, clerk: Person
) -> None:
    own = programme_of(clerk, "rural-ecommerce")
    with pytest.raises(OtherScheme):
        actions.ask_grant(fund.pk, own.pk, 1, "第一批资金", clerk, key=uuid4())
    state = fund_of(clerk, "rural-ecommerce")
    given(state, 1000_00, "县财政局")
    granted(state, own, 1000_00)
    actions.plan(own.pk, "upstream", 500_00, clerk)
    actions.plan(own.pk, "centre", 500_00, clerk)
    planned = queries.checks(own)
    assert planned is not None
    assert [line.verdict for line in planned.lines[:2]] == ["met", "failed"]
    assert planned.lines[1].by_plan
    spend(own, 100_00, "1", "upstream")
    spend(own, 300_00, "2", "centre")
    found = queries.checks(own)
    assert found is not None
    upstream, centre, training, _villages = found.lines
    assert (upstream.verdict, upstream.lacks_fen) == ("failed", 100_00)
    assert (str(centre.value), centre.verdict, centre.lacks_fen) == ("75.0", "failed", 240_00)
    assert training.verdict in {"unknown", "failed"}
    assert found.is_unverified


def test_figures_of_a_place_are_what_programmes_there_got_and_spent(rich: Programme) -> None:
    spend(rich, 200_00, "1")
    spend(rich, 50_00, "2", "upstream")
    year = today().year
    codes = ("13", COUNTY, "44", "")

    def read(name: str) -> dict[str, str]:
        figure = figures.by_name(f"programmes.{name}")
        assert figure is not None
        return {code: str(value) for code, value in figure.read(codes, year).items()}

    assert read("given_yuan_ecommerce") == {"13": "600", COUNTY: "600", "": "600"}
    assert read("given_yuan_health") == {}
    assert read("spent_yuan") == {"13": "250", COUNTY: "250", "": "250"}
    assert read("upstream_percent")[COUNTY] == "20"


def test_public_movements_name_no_person_and_no_small_group(
    rich: Programme, fund: Fund, given: Given
) -> None:
    for number in range(9):
        spend(rich, 10_00, f"few-{number}", to=number)
    (few,) = [line for line in movements.of_programme(rich.pk) if line.who == "人员"]
    assert (few.day, few.fen, few.persons, few.few) == (None, -90_00, None, True)
    spend(rich, 10_00, "tenth", to=10)
    (ten,) = [line for line in movements.of_programme(rich.pk) if line.who == "人员"]
    assert ten.persons is not None
    assert (ten.fen, ten.persons.number, ten.few) == (-100_00, 10, False)
    names = {line.who for line in movements.of_fund(fund.pk)}
    assert names == {"某公司", rich.name}


def test_who_runs_a_programme_writes_for_it_and_others_do_not_see_its_work(
    rich: Programme, clerk: Person, second_clerk: Person, other_clerk: Person, stranger: Person
) -> None:
    assert list(access.programmes_at(second_clerk)) == [rich]
    assert not access.programmes_at(other_clerk).exists()
    for person in (other_clerk, stranger, None):
        with pytest.raises(NotFound):
            access.programme_for(person, rich.pk)
    facts = actions.ProgrammeFacts(
        "村播二期", "ecommerce", COUNTY, "让更多人家学会直播卖货。", rich.starts_on, rich.ends_on
    )
    with pytest.raises(NotFound):
        actions.start(facts, stranger, key=uuid4())
    run = actions.start(facts, clerk, key=uuid4(), owner=stranger.pk)
    assert access.programme_for(stranger, run.pk) == run
    with pytest.raises(NotFound):
        actions.close(run.pk, stranger)
