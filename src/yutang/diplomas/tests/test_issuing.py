"""Diplomas: issued once, numbered without gaps, revoked by two, replaced under a right name."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from tests.cast import COUNTY, VILLAGE

from yutang.diplomas import access, actions, queries
from yutang.diplomas.errors import (
    BadPaper,
    NothingAsked,
    ReasonShort,
    RevokedAlready,
    SecondPersonNeeded,
)
from yutang.diplomas.models import Diploma, Serial, SigningKey
from yutang.diplomas.rules import Paper
from yutang.kernel.errors import NotFound
from yutang.people import queries as people
from yutang.people.access import Person
from yutang.roster import actions as roster
from yutang.roster.access import Member

PAPER = Paper(
    holder="王秀兰",
    title_zh="农村电商基础班",
    title_en="Selling online, for beginners",
    hours=Decimal(24),
    on=date(2026, 11, 20),
    place_code=COUNTY,
    programme="村播培训（演示）",
)
Issue = Callable[..., Diploma]


@pytest.fixture
def member(farmer: Person) -> Member:
    """王秀兰 of the roster, who has an account."""
    entry = roster.Entry(name="王秀兰", place_code=VILLAGE)
    return roster.enter(entry, None, purpose="training", account=farmer)


@pytest.fixture
def issue(clerk: Person, member: Member) -> Issue:
    """Return a function that issues a diploma to 王秀兰, under a key of its own."""

    def issued(key: str = "17:1", **changes: object) -> Diploma:
        paper = replace(PAPER, member_id=member.pk, **changes)  # type: ignore[arg-type]
        return actions.issue(paper, cause="training.class", key=key, by=clerk)

    return issued


def test_the_same_cause_and_key_give_the_same_diploma(issue: Issue) -> None:
    first, again, other = issue(), issue(), issue("17:2")
    assert again.pk == first.pk
    assert (first.number, other.number) == ("130827-2026-00001", "130827-2026-00002")


def test_what_fails_afterwards_leaves_no_gap(issue: Issue) -> None:
    with transaction.atomic():
        issue("17:1")
        transaction.set_rollback(True)
    assert issue("17:2").number.endswith("00001")
    assert Serial.objects.get().last == 1


def test_a_name_that_its_issuer_sees_masked_is_on_no_paper(
    clerk: Person, other_clerk: Person, member: Member
) -> None:
    paper = replace(PAPER, holder="", member_id=member.pk)
    with pytest.raises(BadPaper):
        actions.issue(paper, cause="t", key="1", by=other_clerk)
    issued = actions.issue(paper, cause="t", key="1", by=clerk)
    assert actions.open_paper(issued, clerk)[0] == "王秀兰"


def test_it_takes_two_of_the_office_to_revoke(
    issue: Issue, clerk: Person, operator: Person, farmer: Person, other_clerk: Person
) -> None:
    number = issue().number
    with pytest.raises(ReasonShort):
        actions.revoke(number, "错", clerk)
    for stranger in (farmer, other_clerk):
        with pytest.raises(NotFound):
            actions.revoke(number, "考试成绩造假", stranger)
    actions.revoke(number, "考试成绩造假", clerk)
    assert queries.view(issue()).state == queries.ASKED
    with pytest.raises(RevokedAlready):
        actions.revoke(number, "考试成绩造假", operator)
    with pytest.raises(SecondPersonNeeded):
        actions.confirm(number, clerk)
    actions.confirm(number, operator)
    seen = queries.of_member(issue().member_id or 0)[0]
    assert (seen.state, seen.reason, seen.stands) == ("revoked", "考试成绩造假", False)


def test_a_dropped_revocation_leaves_the_diploma_good_and_may_be_asked_again(
    issue: Issue, clerk: Person, operator: Person
) -> None:
    number = issue().number
    with pytest.raises(NothingAsked):
        actions.confirm(number, operator)
    actions.revoke(number, "看错了人", clerk)
    actions.drop(number, operator)
    assert queries.view(issue()).state == queries.VALID
    actions.revoke(number, "考试成绩造假", clerk)


def test_a_misspelt_name_is_replaced_and_the_cause_finds_the_right_one(
    issue: Issue, clerk: Person, operator: Person
) -> None:
    wrong = issue(holder="王秀蓝")
    actions.revoke(wrong.number, "名字写错了", clerk, holder="王秀兰")
    done = actions.confirm(wrong.number, operator)
    assert done.replacement is not None
    assert actions.open_paper(done.replacement, clerk)[0] == "王秀兰"
    found = queries.by_cause("training.class", ["17:1"])["17:1"]
    assert (found.number, found.state) == (done.replacement.number, queries.VALID)
    assert queries.view(wrong).replacement == found.number


def test_a_diploma_is_its_holders_its_offices_and_nobody_elses(
    issue: Issue, clerk: Person, farmer: Person, other_clerk: Person, stranger: Person
) -> None:
    issued = issue()
    assert list(access.mine(farmer)) == [issued]
    for who in (clerk, farmer):
        assert access.diploma_for(who, issued.number) == issued
    for who in (other_clerk, stranger):
        with pytest.raises(NotFound):
            access.diploma_for(who, issued.number)


def test_who_opens_anothers_paper_is_kept_and_the_holder_reads_it(
    issue: Issue, clerk: Person, farmer: Person
) -> None:
    issued = issue()
    actions.open_paper(issued, farmer)
    assert people.openings_of(farmer.pk) == []
    actions.open_paper(issued, clerk)
    (kept,) = people.openings_of(farmer.pk)
    assert (kept.by, kept.what, kept.subject) == (clerk, "diploma", f"diplomas:{issued.number}")


@pytest.mark.parametrize(
    "statement",
    [
        "update diplomas_diploma set hours = 99",
        "delete from diplomas_signature",
        "update diplomas_signingkey set kid = 'x'",
        "update diplomas_serial set last = last + 2",
        "update diplomas_revocation set reason = 'other'",
        "delete from diplomas_revocation",
        (
            "update diplomas_revocation set state = 'confirmed', decided_by_id = asked_by_id,"
            " decided_at = now()"
        ),
    ],
)
def test_the_database_keeps_what_was_issued(issue: Issue, clerk: Person, statement: str) -> None:
    actions.revoke(issue().number, "考试成绩造假", clerk)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_after_a_key_is_distrusted_the_code_is_signed_anew(
    issue: Issue, clerk: Person, operator: Person
) -> None:
    issued = issue()
    before = actions.code_of(issued)
    actions.distrust(SigningKey.objects.get().kid, operator)
    after = actions.code_of(issued)
    assert after != before
    assert actions.code_of(issued) == after
    assert [key["kid"] for key in queries.key_set()["keys"]] == [  # type: ignore[attr-defined]
        SigningKey.objects.get(distrusted_at=None).kid
    ]


def test_only_operators_make_keys(clerk: Person, operator: Person, issue: Issue) -> None:
    issue()
    with pytest.raises(NotFound):
        actions.rotate(clerk)
    new = actions.rotate(operator)
    assert issue("17:2").signatures.get().signing_key == new
    assert len(queries.key_set()["keys"]) == 2  # type: ignore[arg-type]
