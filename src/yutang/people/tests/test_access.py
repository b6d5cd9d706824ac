"""Who may do what, where; grants are given and ended only from above."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory
from tests.at_once import at_once

from yutang.kernel.errors import NotFound
from yutang.people import access, actions, queries, sessions
from yutang.people.errors import (
    BadMobile,
    BadName,
    BadPlaceCode,
    BadRole,
    LastOperator,
    NotYoursToGive,
)
from yutang.people.models import Grant, Opening, Person

ClientOf = Callable[[Person], Client]

pytestmark = pytest.mark.django_db


def test_a_clerk_of_one_county_is_a_stranger_in_the_next(
    clerk: Person, other_clerk: Person
) -> None:
    assert access.may(clerk, "clerk", "130827100201")
    assert not access.may(clerk, "clerk", "130623")
    assert not access.may(other_clerk, "clerk", "130827")
    access.require(clerk, "clerk", "130827")
    with pytest.raises(NotFound):
        access.require(other_clerk, "clerk", "130827")


def test_an_operator_is_everything_everywhere(operator: Person) -> None:
    for role in ("host", "producer", "clerk", "officer", "operator"):
        assert access.may(operator, role, "130827")
    assert access.places_of(operator, "clerk") == ("",)


def test_nobody_is_nothing(buyer: Person) -> None:
    assert not access.may(None, "clerk", "13")
    assert access.grants(None) == ()
    assert access.places_of(buyer, "clerk") == ()
    with pytest.raises(NotFound):
        access.require(None, "host", "13")


def test_a_closed_account_holds_no_role(clerk: Person) -> None:
    clerk.is_active = False
    assert access.grants(clerk) == ()


def test_giving_twice_is_giving_once(host: Person, clerk: Person) -> None:
    first = actions.give_grant(host, "host", "130827100", by=clerk)
    assert actions.give_grant(host, "host", "130827100", by=clerk).pk == first.pk
    actions.end_grant(first.pk, by=clerk)
    assert actions.end_grant(first.pk, by=clerk).ended_at is not None
    assert actions.give_grant(host, "host", "130827100", by=clerk).pk != first.pk
    assert access.places_of(host, "host") == ("130827", "130827100")


@pytest.mark.parametrize(
    ("role", "place"),
    [
        ("host", "130623"),
        ("clerk", "130827"),
        ("officer", "130827"),
        ("operator", ""),
        ("host", "13"),
    ],
)
def test_a_clerk_gives_nothing_above_or_beside(
    role: str, place: str, clerk: Person, stranger: Person
) -> None:
    with pytest.raises(NotYoursToGive):
        actions.give_grant(stranger, role, place, by=clerk)
    assert access.grants(stranger) == ()


def test_only_an_operator_goes_without_a_place(stranger: Person) -> None:
    for role in ("host", "clerk", "officer"):
        with pytest.raises(BadPlaceCode):
            actions.give_grant(stranger, role, "", by=None)
        with pytest.raises(IntegrityError), transaction.atomic():
            Grant.objects.create(person=stranger, role=role, place_code="")
    with pytest.raises(BadRole):
        actions.give_grant(stranger, "king", "13", by=None)


def test_a_grant_of_the_next_county_is_not_there(clerk: Person, other_clerk: Person) -> None:
    grant = Grant.objects.get(person=other_clerk)
    with pytest.raises(NotFound):
        actions.end_grant(grant.pk, by=clerk)
    with pytest.raises(NotFound):
        actions.end_grant(10**30, by=clerk)


def test_a_clerk_does_not_end_what_somebody_above_gave(clerk: Person, operator: Person) -> None:
    colleague = actions.enrol("13811111111", "同事")
    grant = actions.give_grant(colleague, "clerk", "130827", by=operator)
    with pytest.raises(NotYoursToGive):
        actions.end_grant(grant.pk, by=clerk)
    actions.end_grant(grant.pk, by=operator)
    assert access.grants(colleague) == ()


def test_the_last_operator_stays(operator: Person) -> None:
    own = Grant.objects.get(person=operator)
    with pytest.raises(LastOperator):
        actions.end_grant(own.pk, by=operator)
    second = actions.enrol("13811111111", "第二位")
    actions.give_grant(second, "operator", "", by=operator)
    actions.end_grant(own.pk, by=second)
    assert not access.may(operator, "operator", "")


@pytest.mark.django_db(transaction=True)
def test_two_operators_cannot_end_each_other_at_once(operator: Person) -> None:
    second = actions.enrol("13811111111", "第二位")
    actions.give_grant(second, "operator", "", by=operator)
    owns = {person: Grant.objects.get(person=person).pk for person in (operator, second)}
    given = at_once(
        lambda: actions.end_grant(owns[second], by=operator),
        lambda: actions.end_grant(owns[operator], by=second),
    )
    assert sum(isinstance(each, LastOperator | NotFound) for each in given) == 1
    assert Grant.objects.filter(role="operator", ended_at=None).count() == 1


def test_appointing_makes_an_account_only_when_the_role_is_given(clerk: Person) -> None:
    with pytest.raises(NotYoursToGive):
        actions.appoint("13822222222", "新人", "host", "130623", by=clerk)
    with pytest.raises(BadName):
        actions.appoint("13822222222", " ", "host", "130827", by=clerk)
    with pytest.raises(BadMobile):
        actions.appoint("1382222", "新人", "host", "130827", by=clerk)
    assert queries.by_mobile("13822222222") is None
    grant = actions.appoint("138 2222 2222", "新人", "host", "130827", by=clerk)
    assert queries.by_mobile("13822222222") == grant.person
    assert grant.given_by == clerk


def test_holders_are_found_under_a_place(farmer: Person, host: Person, clerk: Person) -> None:
    assert queries.holders("producer", "1308") == [farmer]
    assert queries.holders("host", "130827") == [host]
    assert queries.holders("host", "130623") == []
    assert queries.names([farmer.pk, host.pk]) == {farmer.pk: farmer.name, host.pk: host.name}


def test_opening_a_number_is_kept_with_its_reason(buyer: Person, clerk: Person) -> None:
    assert actions.open_mobile(buyer, clerk, "trade:17", "快递退回，核对号码") == "13800000003"
    row = Opening.objects.get()
    assert (row.by, row.of, row.what, row.subject) == (clerk, buyer, "mobile", "trade:17")
    assert queries.openings_of(buyer.pk) == [row]


def test_enrolling_twice_keeps_the_first_name(db: None) -> None:
    first = actions.enrol("13833333333", "先来的")
    assert actions.enrol("+86 138 3333 3333", "后来的") == first
    assert queries.person(first.pk).name == "先来的"
    with pytest.raises(NotFound):
        queries.person(first.pk + 1)


@pytest.mark.parametrize(
    ("forwarded", "peer", "network"),
    [
        ("", "1.2.3.4", "1.2.3.4"),
        ("1.2.3.4", "", "1.2.3.4"),
        ("6.6.6.6, 1.2.3.4", "", "1.2.3.4"),
        ("6.6.6.6, 1.2.3.4, 127.0.0.1", "", "1.2.3.4"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("6.6.6.6", "1.2.3.4", "1.2.3.4"),
        ("2400:da00:1:2:3:4:5:6", "", "2400:da00:1:2::/64"),
        ("junk", "", "unknown"),
        ("", "", "unknown"),
    ],
)
def test_limits_go_by_what_the_gate_saw_not_by_what_is_claimed(
    forwarded: str, peer: str, network: str
) -> None:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/sign-in/", REMOTE_ADDR=peer, headers=headers)
    assert sessions.address_of(request) == network
