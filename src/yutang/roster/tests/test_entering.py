from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.cast import COUNTY, OTHER_COUNTY, VILLAGE

from yutang.kernel.clock import now, today
from yutang.kernel.errors import NotFound
from yutang.roster import access, actions, hauls, queries
from yutang.roster.actions import Agreed, Entry
from yutang.roster.errors import AnotherName, AnotherPerson, AskToLink, ConsentNeeded
from yutang.roster.models import Consent, Member
from yutang.roster.rules import check_entry
from yutang.roster.tests.conftest import Made, id_number

if TYPE_CHECKING:
    from yutang.people.models import Person

BORN = date(1980, 5, 1)
SHE = Entry("王秀英", VILLAGE, id_number=id_number(BORN, 2))
YES = Agreed()


def test_a_person_is_found_again_by_their_id_number_and_what_was_unknown_is_filled_in(
    clerk: "Person", other_clerk: "Person"
) -> None:
    first = actions.enter(SHE, clerk, purpose="training", agreed=YES)
    again = actions.enter(
        replace(SHE, place_code=OTHER_COUNTY, mobile="138 0000 0099"),
        other_clerk, purpose="insurance", agreed=YES,
    )  # fmt: skip
    assert again.pk == first.pk
    assert (again.gender, again.birth_on, again.mobile_tail) == ("f", BORN, "0099")
    assert again.place_code == VILLAGE
    assert access.member_for(other_clerk, first.pk) == first, "who takes part there is seen there"
    with pytest.raises(AnotherName):
        actions.enter(replace(SHE, name="李四"), clerk, purpose="training", agreed=YES)
    assert queries.by_id_number(SHE.id_number.lower()) == first.pk


def test_nothing_sensitive_is_written_down_without_a_consent(clerk: "Person") -> None:
    with pytest.raises(ConsentNeeded):
        actions.enter(SHE, clerk, purpose="training")
    assert not Member.objects.exists()
    plain = Entry("赵六", VILLAGE, gender="m", mobile="13800000077")
    member = actions.enter(plain, clerk, purpose="training")
    assert not queries.has_consent(member.pk, "training")
    with pytest.raises(ConsentNeeded):
        actions.enter(Entry("赵小六", VILLAGE, birth_on=today()), clerk, purpose="training")


def test_who_has_no_business_with_a_place_enters_nobody_there(
    clerk: "Person", other_clerk: "Person", buyer: "Person", teacher: "Person", helper: "Person"
) -> None:
    for nobody in (other_clerk, buyer, teacher):
        with pytest.raises(NotFound):
            actions.enter(SHE, nobody, purpose="training", agreed=YES)
    member = actions.enter(SHE, helper, purpose="training", agreed=YES)
    for nobody in (other_clerk, buyer, teacher):
        with pytest.raises(NotFound):
            access.member_for(nobody, member.pk)
    assert access.names(buyer, [member.pk]) == {member.pk: "王*"}
    assert access.names(teacher, [member.pk]) == {member.pk: "王秀英"}


def test_typing_somebodys_id_number_does_not_make_one_that_person(
    clerk: "Person", buyer: "Person", stranger: "Person"
) -> None:
    member = actions.enter(
        replace(SHE, mobile="13800000003"), clerk, purpose="training", agreed=YES
    )
    mine = Agreed("account")
    with pytest.raises(AskToLink):
        actions.enter(SHE, stranger, purpose="training", agreed=mine, account=stranger)
    found = actions.enter(SHE, buyer, purpose="training", agreed=mine, account=buyer)
    assert found.pk == member.pk
    assert access.of_account(buyer) == member
    with pytest.raises(AnotherPerson):
        actions.link_account(member, stranger, clerk)
    with pytest.raises(NotFound):
        actions.link_account(member, stranger, buyer)


def test_thousands_come_in_a_haul_and_the_same_again_changes_nothing(
    clerk: "Person", made: Made
) -> None:
    from django.db import connection

    from yutang.plumbing import rounds

    known = made()
    other = made("李强", serial=3)
    child = date(today().year - 10, 1, 1)
    rows = [
        hauls.Row(check_entry(entry, today()))
        for entry in (
            Entry("王秀英", COUNTY, id_number=id_number(BORN, 2), mobile="13800000055"),
            Entry("换了名", VILLAGE, id_number=id_number(BORN, 3)),
            Entry("陈新", VILLAGE, id_number=id_number(BORN, 5), poverty_class="marginal",
                  poverty_until=today() + timedelta(days=90)),
            Entry("陈新", VILLAGE, id_number=id_number(BORN, 5)),
            Entry("陈小", VILLAGE, id_number=id_number(child, 7)),
            Entry("陈妹", VILLAGE, id_number=id_number(child, 8)),
        )
    ]  # fmt: skip
    rows[-1] = rows[-1]._replace(guardian="陈新", relation="父亲")
    whence = hauls.Whence("insurance", Agreed(), today(), now(), clerk.pk)

    def haul() -> list[hauls.Entered]:
        return rounds.run(connection.connection, hauls.enter_many(rows, whence))

    answers = haul()
    assert [(each.is_new, each.why) for each in answers] == [
        (False, ""), (False, "another_name"), (True, ""), (False, ""),
        (False, "guardian_needed"), (True, ""),
    ]  # fmt: skip
    assert answers[0].id == known.pk
    assert answers[2].id == answers[3].id
    assert Member.objects.get(pk=known.pk).mobile_tail == "0055"
    assert not Member.objects.get(pk=other.pk).mobile_tail
    ids = [each.id for each in answers if each.id]
    assert queries.with_consent(ids, "insurance") == set(ids)
    said = queries.breakdown(ids)
    assert (said.persons.number, said.poverty["marginal"]) == (3, queries.count_persons(ids[1:2]))
    before = (Member.objects.count(), Consent.objects.count())
    assert [each.id for each in haul()] == [each.id for each in answers]
    assert (Member.objects.count(), Consent.objects.count()) == before

    new = Member.objects.get(pk=ids[1])
    actions.withdraw_consent(new, "insurance", clerk)
    haul()
    assert not queries.has_consent(new.pk, "insurance"), "a list does not undo a withdrawal"
