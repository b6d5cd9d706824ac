"""People of the roster are paid as others are: by the clerks of where they live, by any run."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.cast import VILLAGE, ClientOf

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.payouts import access, actions, queries
from yutang.payouts.errors import AccountReasonNeeded, AccountThere
from yutang.payouts.rules.accounts import AccountFacts
from yutang.people.access import Person
from yutang.people.queries import openings_of
from yutang.roster import actions as roster
from yutang.roster.access import Member
from yutang.roster.actions import Entry
from yutang.shares import actions as shares
from yutang.shares.payees import Payee

COUNTY = "130827"
BOOK = AccountFacts("王秀英", "农村信用社", "10200012345678", "passbook")


@pytest.fixture
def member(clerk: Person) -> Member:
    return roster.enter(Entry("王秀英", VILLAGE), clerk, purpose="ecology")


@pytest.fixture
def owed(member: Member, settle: Callable[..., None]) -> Payee:
    """Owed 2,880.28 yuan."""
    payee = shares.payee_of_member(member)
    settle(payee, 288_028, "case")
    return payee


def test_the_doctor_writes_down_the_first_account_and_only_that(
    owed: Payee, doctor: Person, helper: Person, stranger: Person, clerk: Person
) -> None:
    with pytest.raises(NotFound):
        actions.set_first_account(owed.pk, BOOK, stranger, "存折复印件")
    with pytest.raises(NotFound):
        actions.set_account(owed.pk, BOOK, doctor, "存折复印件")
    with pytest.raises(AccountReasonNeeded):
        actions.set_first_account(owed.pk, BOOK, doctor, " ")
    actions.set_first_account(owed.pk, BOOK, doctor, "存折复印件")
    with pytest.raises(AccountThere):
        actions.set_first_account(owed.pk, BOOK, helper, "存折复印件")
    with pytest.raises(NotFound):
        actions.open_account(owed.pk, doctor, "看一下")
    actions.set_account(
        owed.pk, AccountFacts("王秀英", "农业银行", "6217001234000000008"), clerk, "换卡"
    )
    assert actions.open_account(owed.pk, clerk, "核对").number == "6217001234000000008"


def test_the_clerks_of_the_county_pay_and_what_cleared_is_known(
    owed: Payee, doctor: Person, clerk: Person, second: Person, reply: Any
) -> None:
    actions.set_first_account(owed.pk, BOOK, doctor, "存折复印件")
    assert not access.payees_of_place("130623").filter(pk=owed.pk).exists()
    asked = (owed.pk, now())
    later = (owed.pk, now() + timedelta(days=1))
    actions.first_profiles()
    profile = next(each for each in queries.profiles() if each.encoding == "gb18030")
    assert queries.cleared([asked]) == {}
    run = actions.make_run(COUNTY, profile.pk, 1, clerk)
    assert [each.amount_fen for each in run.payouts.all()] == [288_028]
    assert queries.cleared([asked]) == {}, "a draft pays nobody"
    actions.approve(run.pk, second)
    payout = run.payouts.get()
    assert queries.cleared([asked, later]) == {asked: queries.Cleared(payout.reference, None)}
    actions.mark_sent(run.pk, second)
    told = reply(run, clerk, f"{payout.reference},2880.28,10200012345678,成功,,B1")
    actions.confirm(told.pk, clerk)
    payout.refresh_from_db()
    assert queries.cleared([asked])[asked] == queries.Cleared(payout.reference, payout.ended_at)


def test_who_has_an_account_reads_their_own_statement(
    owed: Payee, member: Member, clerk: Person, other_clerk: Person, client_of: ClientOf
) -> None:
    from yutang.people import actions as people

    own = people.enrol("13800000041", "王秀英")
    Member.objects.filter(pk=member.pk).update(account=own)
    assert [each.pk for each in access.payees_of(own)] == [owed.pk]
    assert client_of(own).get(f"/statements/{owed.pk}/").status_code == 200
    assert client_of(other_clerk).get(f"/statements/{owed.pk}/").status_code == 404
    assert client_of(clerk).get(f"/statements/{owed.pk}/").status_code == 200
    actions.set_account(owed.pk, BOOK, own)
    actions.open_account(owed.pk, clerk, "核对")
    assert [opening.reason for opening in openings_of(own.pk)] == ["核对"]
