import threading
from datetime import date
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction
from tests.at_once import WAIT_S, at_once, kinds
from tests.cast import VILLAGE

from yutang.kernel.counts import Persons
from yutang.kernel.errors import NotFound
from yutang.roster import access, actions, queries
from yutang.roster.actions import Agreed, Entry, doubling
from yutang.roster.errors import DoubleOver, OwnProposal, TwoPersons
from yutang.roster.models import Double, Member
from yutang.roster.queries import lists
from yutang.roster.tests.conftest import Made, id_number

if TYPE_CHECKING:
    from yutang.people.models import Person

MOBILE = "13800009911"


def _twice(made: Made, clerk: "Person") -> tuple[Member, Member]:
    """The same woman with her ID number, and once more with her mobile only."""
    first = made()
    entry = Entry("王秀英", VILLAGE, gender="f", birth_on=first.birth_on, mobile=MOBILE)
    return first, actions.enter(entry, clerk, purpose="training")


def test_two_rows_are_merged_by_two_people_and_followed_everywhere(
    made: Made, clerk: "Person", helper: "Person", other_clerk: "Person", buyer: "Person"
) -> None:
    kept, other = _twice(made, clerk)
    pair = (kept.pk, other.pk, "birth")
    assert lists.alike([VILLAGE]) == [pair]
    assert lists.alike([VILLAGE], other.pk) == [pair]
    assert queries.count_persons([kept.pk, other.pk]) == Persons(2)
    with pytest.raises(NotFound):
        actions.propose_double(kept.pk, other.pk, "同一个人", other_clerk)
    double = actions.propose_double(kept.pk, other.pk, "同一个人", helper)
    assert lists.alike([VILLAGE]) == []
    with pytest.raises(OwnProposal):
        actions.confirm(double.pk, helper)
    with pytest.raises(DoubleOver):
        actions.propose_double(kept.pk, other.pk, "又一次", clerk)
    actions.confirm(double.pk, clerk)

    kept.refresh_from_db()
    assert kept.mobile_tail == MOBILE[-4:]
    assert access.member_for(clerk, other.pk) == kept
    assert queries.kept([kept.pk, other.pk]) == dict.fromkeys((kept.pk, other.pk), kept.pk)
    assert queries.faces(other.pk) == [kept.pk, other.pk]
    assert queries.views([other.pk])[other.pk].id == kept.pk
    assert queries.count_persons([kept.pk, other.pk]) == Persons(1)
    assert queries.breakdown([kept.pk, other.pk]).gender["f"] == Persons(1)
    assert queries.has_consent(other.pk, "training"), "her consent is found by either row"
    assert actions.open_field(other, "mobile", "通知上课", helper) == MOBILE
    with pytest.raises(DoubleOver):
        actions.refuse(double.pk, clerk)


def test_a_wrong_merge_is_parted_and_each_has_what_was_theirs(
    made: Made, clerk: "Person", helper: "Person"
) -> None:
    kept, other = _twice(made, clerk)
    double = actions.propose_double(kept.pk, other.pk, "同一个人", helper)
    actions.confirm(double.pk, clerk)
    actions.part(double.pk, "是两姐妹", helper)
    kept.refresh_from_db()
    other.refresh_from_db()
    assert (kept.mobile_sealed, kept.mobile_tail, other.mobile_tail) == (None, "", MOBILE[-4:])
    assert other.merged_into_id is None
    again = actions.propose_double(kept.pk, other.pk, "还是一个人", clerk)
    actions.refuse(again.pk, helper)
    assert lists.alike([VILLAGE]) == []


def test_two_id_numbers_are_two_persons(made: Made, clerk: "Person") -> None:
    one, other = made(serial=2), made(serial=4)
    assert lists.alike([VILLAGE]) == []
    with pytest.raises(TwoPersons):
        actions.propose_double(one.pk, other.pk, "同名", clerk)


def test_the_database_lets_no_single_hand_merge(made: Made, clerk: "Person") -> None:
    kept, other = _twice(made, clerk)
    with pytest.raises(IntegrityError, match="two persons"), transaction.atomic():
        Member.objects.filter(pk=other.pk).update(merged_into=kept)
    for rows in (Member.objects.filter(pk=other.pk), kept.consents.all()):
        with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
            rows._raw_delete(using="default")
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        kept.consents.update(until="2020-01-01")


@pytest.mark.django_db(transaction=True)
def test_of_one_who_merges_and_one_who_keeps_two_at_once_one_is_heard(
    made: Made, clerk: "Person", helper: "Person", doctor: "Person"
) -> None:
    double = _proposed(made, clerk, helper)
    given = at_once(
        lambda: actions.confirm(double.pk, clerk), lambda: actions.refuse(double.pk, doctor)
    )
    assert kinds(given) == ["Double", "DoubleOver"]
    _agrees(double)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_a_merge_stands_that_was_refused(
    made: Made, clerk: "Person", helper: "Person", doctor: "Person", monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shows what the lock is for."""
    double = _proposed(made, clerk, helper)
    both_have_read, merged = Barrier(2), threading.Event()

    def unlocked(double_id: int, by: "Person") -> Double:
        found = Double.objects.get(pk=double_id)
        both_have_read.wait(WAIT_S)
        if by == doctor:
            merged.wait(WAIT_S)
        return found

    def merge() -> Double:
        try:
            return actions.confirm(double.pk, clerk)
        finally:
            merged.set()

    monkeypatch.setattr(doubling, "_locked", unlocked)
    assert kinds(at_once(merge, lambda: actions.refuse(double.pk, doctor))) == ["Double", "Double"]
    with pytest.raises(AssertionError):
        _agrees(double)


def _proposed(made: Made, clerk: "Person", helper: "Person") -> Double:
    kept, other = _twice(made, clerk)
    return actions.propose_double(kept.pk, other.pk, "同一个人", helper)


def _agrees(double: Double) -> None:
    """What the proposal came to is what became of the row."""
    double.refresh_from_db()
    is_merged = Member.objects.get(pk=double.other_id).merged_into_id is not None
    assert (double.state == "confirmed") is is_merged


def test_a_second_person_of_an_account_is_refused(
    made: Made, clerk: "Person", buyer: "Person"
) -> None:
    from yutang.roster.errors import AnotherPerson

    actions.link_account(made(), buyer, clerk)
    entry = Entry("李小买", VILLAGE, id_number=id_number(date(1980, 5, 1), 4))
    with pytest.raises(AnotherPerson):
        actions.enter(entry, buyer, purpose="training", agreed=Agreed("account"), account=buyer)
