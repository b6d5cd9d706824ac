"""The path: applied, checked, trained, practised, certified; refused, appealed, suspended, left."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from yutang.diplomas import queries as diplomas
from yutang.hosts import actions
from yutang.hosts.access import Path
from yutang.hosts.actions import stepping
from yutang.hosts.errors import (
    AccountNeeded,
    AgreementNeeded,
    GuardianMissing,
    IdentityNotSeen,
    NotNow,
    OnTheWay,
    OwnPath,
    RefusedBefore,
    TooYoung,
    WordsNeeded,
)
from yutang.hosts.models import State, Step, What
from yutang.hosts.queries import learning
from yutang.hosts.rules import path as rules
from yutang.hosts.tests.conftest import (
    COUNTY,
    TICKS,
    VILLAGE,
    Apply,
    Certify,
    PassClass,
    id_number,
    photo,
    years_ago,
)
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people import actions as accounts
from yutang.people.access import Person
from yutang.roster.errors import GuardianNeeded
from yutang.roster.rules import Entry
from yutang.training.models import Cohort


def test_a_farmer_goes_all_the_way_and_hosts(  # noqa: PLR0917 - the whole cast
    apply: Apply,
    pass_class: PassClass,
    cohort: Cohort,
    stranger: Person,
    clerk: Person,
    teacher: Person,
) -> None:
    path = apply(stranger)
    assert not people.may(stranger, "host", COUNTY)
    actions.admit(path.pk, clerk, saw_identity=True)
    pass_class(path)
    assert actions.learn(path.pk)
    assert not actions.learn(path.pk), "a class is not demanded twice"
    actions.practise(path.pk, TICKS | {"plain": False}, "说了“最好的”，要改", uuid4(), teacher)
    path.refresh_from_db()
    assert path.state == State.TRAINED
    actions.practise(path.pk, TICKS, "", uuid4(), teacher)
    actions.certify(path.pk, clerk)
    path.refresh_from_db()
    assert (path.state, path.cohort_id) == (State.CERTIFIED, cohort.pk)
    assert people.may(stranger, "host", COUNTY)
    (mine, *_) = [each for each in diplomas.of_member(path.member_id) if each.title == "村播主播"]
    assert path.diploma is not None
    assert mine.number == path.diploma.number
    assert [step.what for step in path.steps.all()] == [
        "apply", "admit", "train", "practise", "certify",
    ]  # fmt: skip
    with pytest.raises(NotNow):
        actions.certify(path.pk, clerk)


def test_who_passed_a_class_before_is_not_asked_for_another(
    apply: Apply, pass_class: PassClass, stranger: Person, clerk: Person
) -> None:
    path = apply(stranger)
    pass_class(path)
    actions.admit(path.pk, clerk, saw_identity=True)
    path.refresh_from_db()
    assert path.state == State.TRAINED


@pytest.mark.parametrize("cohort", [1], indirect=True)
def test_a_practice_sale_before_the_class_is_passed_counts_for_both(  # noqa: PLR0917
    apply: Apply,
    pass_class: PassClass,
    cohort: Cohort,
    stranger: Person,
    clerk: Person,
    helper: Person,
) -> None:
    from yutang.training.actions import enrolling

    path = apply(stranger)
    actions.admit(path.pk, clerk, saw_identity=True)
    enrolling.enrol(cohort.pk, path.member_id, clerk, how="helper", age=30)
    with pytest.raises(NotFound):
        actions.practise(path.pk, TICKS, "", uuid4(), helper)
    actions.practise(path.pk, TICKS, "", uuid4(), clerk)
    path.refresh_from_db()
    assert path.state == State.ADMITTED
    pass_class(path)
    actions.learn(path.pk)
    path.refresh_from_db()
    assert path.state == State.PRACTISED


def test_the_same_key_is_one_application_and_a_second_one_is_refused(
    land: None, stranger: Person
) -> None:
    entry = Entry(name="李大姐", place_code=VILLAGE, id_number=id_number(1))
    wish, key = actions.Wish(goods="板栗", agrees=True), uuid4()
    made = actions.apply(entry, wish, key, stranger, own=True)
    assert actions.apply(entry, wish, key, stranger, own=True) == made
    with pytest.raises(OnTheWay):
        actions.apply(entry, wish, uuid4(), stranger, own=True)
    with pytest.raises(AgreementNeeded):
        actions.apply(entry, actions.Wish(goods="板栗"), uuid4(), stranger, own=True)


def test_minors_need_a_guardian_and_under_16_nobody_is_admitted(
    apply: Apply, stranger: Person, helper: Person, clerk: Person
) -> None:
    with pytest.raises(GuardianNeeded):
        apply(stranger, 1, born=years_ago(17))
    with pytest.raises(GuardianMissing):
        apply(helper, 2, own=False, born=years_ago(17), guardian="李父")
    minor = apply(helper, 3, own=False, born=years_ago(17), guardian="李父", paper=photo())
    actions.admit(minor.pk, clerk, saw_identity=True)
    check = minor.checks.get()
    assert check.age == 17
    assert check.consent is not None
    assert check.consent.relation == "父"
    child = apply(helper, 4, own=False, born=years_ago(15), guardian="王父", paper=photo())
    with pytest.raises(TooYoung):
        actions.admit(child.pk, clerk, saw_identity=True)


def test_the_id_card_has_to_be_seen(apply: Apply, stranger: Person, clerk: Person) -> None:
    path = apply(stranger)
    with pytest.raises(IdentityNotSeen):
        actions.admit(path.pk, clerk, saw_identity=False)


def test_a_refusal_has_a_reason_and_an_appeal_another_clerk(
    apply: Apply, stranger: Person, clerk: Person, operator: Person
) -> None:
    path = apply(stranger)
    with pytest.raises(WordsNeeded):
        actions.refuse(path.pk, "goods", " ", clerk)
    actions.refuse(path.pk, "goods", "没有说清楚卖什么", clerk)
    actions.apply_again(path.pk, "卖自家的板栗和邻居的蜂蜜", stranger)
    actions.refuse(path.pk, "other", "名额已满，请等下一批", clerk)
    with pytest.raises(WordsNeeded):
        actions.apply_again(path.pk, "", stranger, appeals=True)
    actions.apply_again(path.pk, "名额没有满", stranger, appeals=True)
    with pytest.raises(RefusedBefore):
        actions.admit(path.pk, clerk, saw_identity=True)
    actions.admit(path.pk, operator, saw_identity=True)


def test_who_wrote_it_down_does_not_decide(apply: Apply, clerk: Person, operator: Person) -> None:
    path = apply(clerk, own=False)
    with pytest.raises(OwnPath):
        actions.admit(path.pk, clerk, saw_identity=True)
    actions.admit(path.pk, operator, saw_identity=True)


def test_other_counties_and_helpers_decide_nothing(
    apply: Apply, stranger: Person, other_clerk: Person, helper: Person, teacher: Person
) -> None:
    path = apply(stranger)
    for person in (other_clerk, helper, teacher, stranger):
        with pytest.raises(NotFound):
            actions.admit(path.pk, person, saw_identity=True)
        with pytest.raises(NotFound):
            actions.refuse(path.pk, "other", "不行的理由", person)


def test_without_an_account_there_is_no_diploma(
    apply: Apply, pass_class: PassClass, helper: Person, clerk: Person, teacher: Person
) -> None:
    path = apply(helper, own=False)
    actions.admit(path.pk, clerk, saw_identity=True)
    pass_class(path)
    actions.practise(path.pk, TICKS, "", uuid4(), teacher)
    with pytest.raises(AccountNeeded):
        actions.certify(path.pk, clerk)


def test_a_suspension_takes_the_role_until_it_is_lifted(
    certify: Certify, stranger: Person, clerk: Person
) -> None:
    (path,) = certify(stranger)
    actions.suspend(path.pk, "直播里夸大功效", clerk)
    assert not people.may(stranger, "host", COUNTY)
    actions.resume(path.pk, "已经学习整改", clerk)
    assert people.may(stranger, "host", COUNTY)
    actions.leave(path.pk, "不做了，搬走了", clerk)
    assert not people.may(stranger, "host", COUNTY)
    path.refresh_from_db()
    assert path.state == State.LEFT


def test_who_has_no_diploma_yet_leaves_by_their_own_word_a_host_by_the_clerks(
    apply: Apply, certify: Certify, stranger: Person, buyer: Person
) -> None:
    path = apply(stranger, 9)
    actions.leave(path.pk, "", stranger)
    (hosts,) = certify(buyer)
    with pytest.raises(NotFound):
        actions.leave(hosts.pk, "", buyer)


def test_the_databases_arrows_are_those_of_the_rules(apply: Apply, stranger: Person) -> None:
    with connection.cursor() as cursor:
        for state in State.values:
            for what in What.values:
                cursor.execute("select hosts_arrow(%s, %s)", [state, what])
                assert cursor.fetchone() == (rules.after(state, what),)


def test_a_path_moves_by_its_steps_only(apply: Apply, stranger: Person, clerk: Person) -> None:
    path = apply(stranger)
    with pytest.raises(IntegrityError, match="by its steps only"), transaction.atomic():
        Path.objects.filter(pk=path.pk).update(state="certified")
    with pytest.raises(IntegrityError, match="lacks what step"), transaction.atomic():
        stepping.step(path, What.ADMIT, path.made_at, clerk)
    with pytest.raises(IntegrityError, match="may not decide"), transaction.atomic():
        stepping.step(path, What.REFUSE, path.made_at, stranger, reason="age", words="不行不行")
    with pytest.raises(IntegrityError, match="what happened stays"), transaction.atomic():
        Step.objects.filter(path=path).delete()


def test_the_law_stands_in_the_database_too(apply: Apply, stranger: Person, clerk: Person) -> None:
    path = apply(stranger)
    for age, saw in ((15, True), (17, True), (40, False)):
        with pytest.raises(IntegrityError), transaction.atomic():
            path.checks.create(at=path.made_at, by=clerk, age=age, saw_identity=saw)


def test_the_age_is_that_of_the_id_number(apply: Apply, stranger: Person) -> None:
    path = apply(stranger, born=date(1990, 5, 6))
    age = learning.age_of(path)
    assert age is not None
    assert age >= 36
    assert accounts.enrol("13800000007", "路人") == learning.account_of(path)
