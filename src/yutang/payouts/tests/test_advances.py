"""An advance: the rule in figures, two people, paid by a run, repaid from payouts, or refused."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.cast import ClientOf

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.ledger import queries as books
from yutang.ledger.rules import ADVANCE, owner_of
from yutang.payouts import actions, credit
from yutang.payouts.errors import (
    AdvanceElsewhere,
    BadAmount,
    NotForAdvance,
    OverLimit,
    SamePerson,
    WhyNeeded,
)
from yutang.payouts.models import Advance, Run
from yutang.people.access import Person
from yutang.shares.payees import Payee

Money = Callable[..., Any]
COUNTY = "130827"


@pytest.fixture
def seasoned(payee: Payee, settle: Money) -> Payee:
    """Fourteen months of 10,000 yuan each were settled and stand in the balance."""
    for months in range(1, 15):
        settle(payee, 1_000_000, f"m{months}", now() - timedelta(days=30.5 * months))
    return payee


@pytest.fixture
def asked(sound: None, seasoned: Payee, farmer: Person) -> Advance:
    return actions.ask(seasoned.pk, 600_000, "买纸箱", farmer)


def owed(payee: Payee) -> int:
    return books.balance(ADVANCE, owner_of(payee.pk))


@pytest.fixture
def paid_run(clerk: Person, second: Person, profile_id: int, reply: Money) -> Callable[[], Run]:
    """Return a function that makes a run, has it approved, and paid by the bank in full."""

    def made() -> Run:
        run = actions.make_run(COUNTY, profile_id, 1, clerk)
        actions.approve(run.pk, second)
        said = [f"{each.reference},{each.amount_fen / 100},,成功,," for each in run.payouts.all()]
        actions.confirm(reply(run, clerk, *said).pk, clerk)
        return run

    return made


@pytest.fixture
def given(asked: Advance, clerk: Person, second: Person, paid_run: Callable[[], Run]) -> Advance:
    """Agreed to by two, and paid; the balance beside it too."""
    actions.agree(asked.pk, clerk)
    with pytest.raises(SamePerson):
        actions.agree(asked.pk, clerk)
    assert actions.agree(asked.pk, second).state == "agreed"
    paid_run()
    asked.refresh_from_db()
    return asked


def test_an_advance_is_repaid_from_payouts(
    given: Advance, paid_run: Callable[[], Run], settle: Money, balance: Money
) -> None:
    payee = given.payee
    assert (given.state, owed(payee), balance(payee)) == ("given", 600_000, 0)
    settle(payee, 1_000_000, "o2")
    paid_run()
    assert (owed(payee), balance(payee)) == (300_000, 0)
    settle(payee, 2_000_000, "o3")
    payout = paid_run().payouts.get()
    assert (payout.repaid_fen, payout.amount_fen) == (300_000, 1_700_000)
    given.refresh_from_db()
    assert (given.state, owed(payee)) == ("repaid", 0)


def test_what_comes_back_is_owed_again_on_both_sides(
    given: Advance, sent_again: Run, clerk: Person, reply: Money, balance: Money
) -> None:
    assert (owed(given.payee), balance(given.payee)) == (300_000, 0)
    payout = sent_again.payouts.get()
    actions.confirm(reply(sent_again, clerk, f"{payout.reference},7000,,失败,,").pk, clerk)
    assert (owed(given.payee), balance(given.payee)) == (600_000, 1_000_000)


@pytest.fixture
def sent_again(
    given: Advance, clerk: Person, second: Person, profile_id: int, settle: Money
) -> Run:
    """A run of 10,000 yuan, of which 3,000 repay the advance, approved."""
    settle(given.payee, 1_000_000, "o2")
    run = actions.make_run(COUNTY, profile_id, 1, clerk)
    return actions.approve(run.pk, second)


def test_an_advance_that_comes_back_is_paid_with_the_next_run(
    asked: Advance, clerk: Person, second: Person, profile_id: int, reply: Money
) -> None:
    for by in (clerk, second):
        actions.agree(asked.pk, by)
    run = actions.make_run(COUNTY, profile_id, 10**12, clerk)
    actions.approve(run.pk, second)
    (payout,) = run.payouts.all()
    actions.confirm(reply(run, clerk, f"{payout.reference},6000.00,,退票,,").pk, clerk)
    asked.refresh_from_db()
    assert (asked.state, owed(asked.payee)) == ("agreed", 0)
    assert actions.make_run(COUNTY, profile_id, 10**12, clerk).payouts.get().advance == asked


def test_a_refusal_has_a_reason_that_the_asker_reads(
    asked: Advance, clerk: Person, farmer: Person, client_of: ClientOf
) -> None:
    with pytest.raises(WhyNeeded):
        actions.refuse(asked.pk, clerk, " ")
    actions.refuse(asked.pk, clerk, "今年雹灾，先等定损")
    assert "今年雹灾" in client_of(farmer).get(f"/advances/{asked.pk}/").content.decode()
    with pytest.raises(AdvanceElsewhere):
        actions.agree(asked.pk, clerk)


def test_the_rule_decides_and_says_its_figures(
    seasoned: Payee, farmer: Person, clerk: Person, client_of: ClientOf
) -> None:
    limit = credit.credit_of(seasoned).limit
    assert limit.fen == 1_500_000
    with pytest.raises(OverLimit):
        actions.ask(seasoned.pk, limit.fen + 1, "买纸箱", farmer)
    with pytest.raises(BadAmount):
        actions.ask(seasoned.pk, 100, "买纸箱", farmer)
    with pytest.raises(WhyNeeded):
        actions.ask(seasoned.pk, 60_000, " ", farmer)
    with pytest.raises(NotFound):
        actions.ask(seasoned.pk, 60_000, "别人的", clerk)
    said = client_of(farmer).get(f"/statements/{seasoned.pk}/advance/").content.decode()
    for figure in ("¥15,000.00", "¥30,000.00", "50 %", "¥50,000.00"):
        assert figure in said


def test_one_advance_at_a_time_and_never_by_the_asker(asked: Advance, farmer: Person) -> None:
    with pytest.raises(NotForAdvance):
        actions.ask(asked.payee_id, 60_000, "再来", farmer)
    for wrong in ({"agreed_first": farmer}, {"state": "agreed"}):
        with pytest.raises(IntegrityError, match="payouts_advance"), transaction.atomic():
            Advance.objects.filter(pk=asked.pk).update(**wrong)
    assert actions.withdraw(asked.pk, farmer).state == "withdrawn"
