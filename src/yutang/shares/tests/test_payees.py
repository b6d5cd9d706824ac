"""Payees are made when they are first needed, once, for people without an account too."""

import pytest
from django.db import IntegrityError, connection, transaction
from tests.at_once import at_once
from tests.cast import VILLAGE

from yutang.people.access import Person
from yutang.roster import actions as roster
from yutang.roster.access import Member
from yutang.roster.actions import Entry
from yutang.shares import actions, queries
from yutang.shares.models import Payee


def entered(clerk: Person, name: str = "王秀英") -> Member:
    return roster.enter(Entry(name, VILLAGE), clerk, purpose="training")


def test_somebody_of_the_roster_is_one_payee_shown_masked(clerk: Person) -> None:
    member = entered(clerk)
    payee = actions.payee_of_member(member)
    assert actions.payee_of_member(member) == payee
    (view,) = queries.payee_views([payee.pk]).values()
    assert (view.kind, view.name, view.person_id) == ("member", "王*", None)
    assert (view.place_code, view.owner) == (VILLAGE, f"payee:{payee.pk}")


def test_a_merged_row_is_paid_as_the_one_it_went_into(clerk: Person, operator: Person) -> None:
    member, double = entered(clerk), entered(clerk)
    proposed = roster.propose_double(member.pk, double.pk, "同一个人登记了两次", clerk)
    roster.confirm(proposed.pk, operator)
    assert actions.payee_of_member(double) == actions.payee_of_member(member)


def test_a_payee_is_one_thing_only(clerk: Person, farmer: Person) -> None:
    member = entered(clerk)
    with pytest.raises(IntegrityError, match="shares_payee_is_one"), transaction.atomic():
        Payee.objects.create(kind="member", member=member, person=farmer)
    with pytest.raises(IntegrityError, match="shares_payee_is_one"), transaction.atomic():
        Payee.objects.create(kind="member", member=member, name="王秀英")


def test_asked_for_at_once_by_two_it_is_one_payee(transactional_db: None, clerk: Person) -> None:
    member = entered(clerk)
    found = at_once(*[lambda: actions.payee_of_member(member).pk] * 2)
    assert len(set(found)) == Payee.objects.filter(member=member).count() == 1
    connection.close()
