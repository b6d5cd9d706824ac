"""From a balance to the bank and back: runs by two people, replies, mismatches, races."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from yutang.kernel.errors import NotFound
from yutang.ledger import queries as books
from yutang.ledger.rules import BANK, TRANSIT
from yutang.payouts import actions
from yutang.payouts.errors import (
    AccountChanged,
    AccountReasonNeeded,
    BalanceFell,
    CannotResolve,
    NobodyToPay,
    NoteNeeded,
    ReplyLineWrong,
    RunElsewhere,
    SameAccount,
    SamePerson,
)
from yutang.payouts.models import BankAccount, Reply, Run
from yutang.payouts.queries import planned
from yutang.payouts.rules.accounts import AccountFacts
from yutang.people.access import Person
from yutang.shares.payees import Payee

PASSBOOK = AccountFacts("王大娘", "农村信用社", "10001234567890", "passbook")
CARD = AccountFacts("王大娘", "农村信用社", "6217001234000000008")
COUNTY = "130827"
Money = Callable[..., Any]


def finding(of: Reply) -> list[str]:
    return list(of.lines.order_by("line").values_list("finding", flat=True))


def test_money_goes_from_the_balance_through_the_bank(
    payee: Payee, sent: Run, clerk: Person, balance: Money, reply: Money
) -> None:
    payout = sent.payouts.get()
    assert (balance(payee), books.balance(TRANSIT), books.balance(BANK)) == (0, -5_000, 0)
    told = reply(sent, clerk, f"{payout.reference},50.00,6217****0008,成功,,S1")
    assert (finding(told), books.balance(BANK)) == (["paid"], 0)
    actions.confirm(told.pk, clerk)
    payout.refresh_from_db()
    sent.refresh_from_db()
    assert (payout.state, payout.serial, sent.state) == ("paid", "S1", "done")
    assert (balance(payee), books.balance(TRANSIT), books.balance(BANK)) == (0, 0, -5_000)


def test_the_file_for_the_bank_is_for_approved_runs_only(
    draft: Run, clerk: Person, second: Person
) -> None:
    with pytest.raises(RunElsewhere):
        actions.bank_file(draft.pk, clerk)
    actions.approve(draft.pk, second)
    name, _kind, data = actions.bank_file(draft.pk, clerk)
    head, line, _end = data.decode("gb18030").split("\r\n")
    assert name.endswith(".csv")
    assert head == "序号,收款账号,收款户名,开户行,开户网点,金额（元）,附言,业务编号"
    reference = draft.payouts.get().reference
    assert line == f"1,6217001234000000008,王大娘,农村信用社,,50.00,货款,{reference}"


def test_the_same_reply_twice_changes_nothing(
    payee: Payee, sent: Run, clerk: Person, balance: Money, reply: Money
) -> None:
    row = f"{sent.payouts.get().reference},50.00,0008,退票,户名不符,S1"
    told = reply(sent, clerk, row)
    for _ in range(2):
        assert reply(sent, clerk, row).pk == told.pk
        actions.confirm(told.pk, clerk)
    assert (balance(payee), books.balance(TRANSIT)) == (5_000, 0)
    assert sent.payouts.get().state == "returned"
    again = reply(sent, clerk, row, f"YT0000000000001,1,,成功,,{'x' * 300}")
    actions.confirm(again.pk, clerk)
    assert finding(again) == ["known", "unknown"]
    assert balance(payee) == 5_000
    assert [line.payee for line in planned(COUNTY, 1).plan.lines] == [payee.pk]


def test_who_made_a_run_cannot_approve_it(draft: Run, clerk: Person, other_clerk: Person) -> None:
    with pytest.raises(SamePerson):
        actions.approve(draft.pk, clerk)
    with pytest.raises(NotFound):
        actions.approve(draft.pk, other_clerk)
    with pytest.raises(IntegrityError, match="payouts_run_by_two"), transaction.atomic():
        Run.objects.filter(pk=draft.pk).update(approved_by=clerk)
    with pytest.raises(IntegrityError, match="payouts_run_approved"), transaction.atomic():
        Run.objects.filter(pk=draft.pk).update(state="sent")


def test_a_refund_or_another_account_stops_a_draft(
    payee: Payee, draft: Run, clerk: Person, second: Person, settle: Money
) -> None:
    settle(payee, -1, "r1")
    with pytest.raises(BalanceFell):
        actions.approve(draft.pk, second)
    settle(payee, 1, "o2")
    actions.set_account(payee.pk, PASSBOOK, second, "卡丢了")
    with pytest.raises(AccountChanged):
        actions.approve(draft.pk, second)
    actions.drop(draft.pk, clerk, "换了账户")
    again = actions.make_run(COUNTY, draft.profile_id, 1, clerk)
    assert again.payouts.get().account.number_tail == "7890"


def test_a_run_that_the_bank_does_not_have_can_be_dropped(
    payee: Payee, draft: Run, clerk: Person, second: Person, balance: Money
) -> None:
    actions.approve(draft.pk, second)
    assert balance(payee) == 0
    actions.drop(draft.pk, clerk, "网银维护")
    assert (balance(payee), books.balance(TRANSIT)) == (5_000, 0)
    with pytest.raises(RunElsewhere):
        actions.mark_sent(draft.pk, clerk)


def test_a_negative_balance_is_not_paid_and_is_shown(
    profile_id: int, payee: Payee, clerk: Person, settle: Money
) -> None:
    settle(payee, -5_001, "r1")
    (left,) = planned(COUNTY, 1).plan.left
    assert (left.payee, left.payable_fen, left.reason) == (payee.pk, -1, "negative")
    with pytest.raises(NobodyToPay):
        actions.make_run(COUNTY, profile_id, 1, clerk)


@pytest.mark.parametrize(
    "case",
    [
        ("{0},49.00,0008,成功,,", "amount", "paid", 100, -4_900),
        ("{0},51.00,0008,成功,,", "amount", "paid", -100, -5_100),
        ("{0},50.00,9999,成功,,", "account", "returned", 5_000, 0),
        ("{0},50.00,0008,处理中,,", "unclear", "paid", 0, -5_000),
        ("{0},50.00,0008,处理中,,", "unclear", "aside", 0, 0),
        ("{0},50.00,0008,成功,,\n{0},50.00,0008,成功,,", "doubled", "twice", -5_000, -10_000),
    ],
)
def test_a_mismatch_waits_for_somebody_who_knows(
    sent: Run, clerk: Person, balance: Money, reply: Money, case: tuple[str, str, str, int, int]
) -> None:
    row, found, how, owed, at_bank = case
    payout = sent.payouts.get()
    told = reply(sent, clerk, row.format(payout.reference))
    actions.confirm(told.pk, clerk)
    line = told.lines.get(finding=found)
    with pytest.raises(NoteNeeded):
        actions.resolve(line.pk, how, " ", clerk)
    with pytest.raises(CannotResolve):
        actions.resolve(line.pk, "invented", "note", clerk)
    actions.resolve(line.pk, how, "电话问过银行", clerk)
    assert (balance(payout.payee), books.balance(BANK)) == (owed, at_bank)
    with pytest.raises(CannotResolve):
        actions.resolve(line.pk, how, "note", clerk)


def test_what_was_paid_may_come_back_days_later(
    payee: Payee, sent: Run, clerk: Person, balance: Money, reply: Money
) -> None:
    reference = sent.payouts.get().reference
    actions.confirm(reply(sent, clerk, f"{reference},50,0008,成功,,S1").pk, clerk)
    actions.confirm(reply(sent, clerk, f"{reference},50,0008,退票,销户,S2").pk, clerk)
    assert (balance(payee), books.balance(BANK), books.balance(TRANSIT)) == (5_000, 0, 0)


def test_a_wrong_line_of_a_reply_books_nothing(sent: Run, clerk: Person, reply: Money) -> None:
    with pytest.raises(ReplyLineWrong) as refused:
        reply(sent, clerk, f"{sent.payouts.get().reference},五十,,成功,,")
    assert refused.value.fields["line"] == 2
    assert not Reply.objects.exists()


def test_an_account_is_sealed_and_its_change_has_a_reason(
    payee: Payee, clerk: Person, farmer: Person, stranger: Person
) -> None:
    kept = BankAccount.objects.get()
    assert b"6217" not in bytes(kept.number_sealed)
    assert (kept.number_tail, kept.holder_masked) == ("0008", "王**")
    with pytest.raises(AccountReasonNeeded):
        actions.set_account(payee.pk, PASSBOOK, clerk)
    with pytest.raises(NotFound):
        actions.set_account(payee.pk, PASSBOOK, stranger, "mine")
    with pytest.raises(SameAccount):
        actions.set_account(payee.pk, CARD, farmer)
    actions.set_account(payee.pk, PASSBOOK, farmer)
    assert actions.open_account(payee.pk, clerk, "付款退回，核对").number == "10001234567890"
    assert farmer.openings_suffered.get().what == "bank account"
    assert BankAccount.objects.filter(ended_at=None).count() == 1
