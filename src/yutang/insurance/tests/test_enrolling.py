"""A register is read, confirmed and enrolled: all of it, or nobody."""

from collections import Counter
from datetime import date

import pytest
from tests.cast import COUNTY, OTHER_COUNTY

from yutang.insurance import actions, inventing, queries
from yutang.insurance.errors import NothingToEnrol, RollDone
from yutang.insurance.models import Enrolment, Policy, RefusedRow, Roll, RollPart
from yutang.insurance.rules import Reason
from yutang.insurance.tests.conftest import (
    FIRST,
    LAST,
    Funded,
    Uploaded,
    csv_of,
    plan_of,
    register,
    upload,
)
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.roster import queries as roster


@pytest.mark.parametrize("form", ["utf-8-sig", "gb18030", "utf-16", "xlsx"])
def test_every_row_is_enrolled_or_listed_with_its_reason(uploaded: Uploaded, form: str) -> None:
    said = register(120)
    drawn = inventing.rows(said)
    roll = uploaded(inventing.as_xlsx(drawn) if form == "xlsx" else csv_of(said, form))

    above = 2 if form == "xlsx" else 1
    expected = {
        above + number: each.reason
        for number, each in enumerate(inventing.rows(said), start=1)
        if each.reason is not None
    }
    assert (roll.state, roll.rows) == ("read", 120)
    assert dict(RefusedRow.objects.values_list("row", "reason")) == expected
    assert roll.counts == dict(Counter(expected.values()))
    assert set(expected.values()) == set(inventing.DIRT)
    assert roll.can_enrol == 120 - len(expected)


def test_a_double_row_names_both_rows_and_the_list_shows_nobody(uploaded: Uploaded) -> None:
    good = list(inventing.rows(register(5, dirt={})))
    uploaded(inventing.as_csv(iter([*good, good[1]])))

    (row,) = RefusedRow.objects.all()
    assert (row.row, row.reason, row.other_row) == (7, Reason.TWICE, 3)
    assert row.name_masked == f"{good[1].cells[1][0]}*"
    assert good[1].cells[2] not in row.id_masked
    assert row.id_masked.startswith(good[1].cells[2][:6])


def test_a_confirmed_register_is_enrolled_once_and_its_premiums_are_spent(
    uploaded: Uploaded, policy: Policy, clerk: Person
) -> None:
    from yutang.programmes import queries as programmes

    before = programmes.has(policy.plan.programme_id)
    roll = uploaded(csv_of(register()))
    actions.confirm(roll.pk, clerk)
    actions.confirm(roll.pk, clerk)
    assert [actions.enrol(roll.pk).state, actions.enrol(roll.pk).state] == ["enrolled"] * 2

    enrolled = Enrolment.objects.filter(policy=policy)
    assert enrolled.count() == roll.can_enrol > 20
    assert before - programmes.has(policy.plan.programme_id) == 3_000 * roll.can_enrol
    assert not RollPart.objects.exists()
    member = enrolled[0].member_id
    assert roster.has_consent(member, "insurance")
    found = queries.covered(member, FIRST)
    assert found is not None
    assert (found.from_on, found.to_on, found.kind) == (FIRST, LAST, "health")
    assert queries.documents(found.rule, "hospital")[0] == "identity"
    assert queries.covered(member, date(2027, 7, 1)) is None


def test_the_same_file_again_changes_nothing(
    uploaded: Uploaded, policy: Policy, clerk: Person
) -> None:
    data = csv_of(register())
    roll = uploaded(data)
    actions.confirm(roll.pk, clerk)
    actions.enrol(roll.pk)

    with pytest.raises(RollDone):
        upload(policy, clerk, data)
    again = uploaded(data.replace("（演示）".encode(), "（演示） ".encode()))
    assert again.can_enrol == 0
    assert again.counts[Reason.INSURED] == roll.can_enrol
    with pytest.raises(NothingToEnrol):
        actions.confirm(again.pk, clerk)


def test_who_is_insured_elsewhere_or_has_anothers_number_is_listed(
    uploaded: Uploaded, policy: Policy, funded: Funded, clerk: Person
) -> None:
    good = list(inventing.rows(register(4, dirt={})))
    roll = uploaded(inventing.as_csv(iter(good[:2])))
    actions.confirm(roll.pk, clerk)
    actions.enrol(roll.pk)
    other = plan_of(funded(100_000), clerk)
    second = actions.begin_period(other.pk, COUNTY, date(2026, 9, 1), date(2026, 12, 31), clerk)

    named = good[1].cells
    another = inventing.Drawn((named[0], "另一个人", *named[2:]), None)
    roll = uploaded(inventing.as_csv(iter([good[0], another, good[2]])), second)

    said = dict(RefusedRow.objects.filter(roll=roll).values_list("row", "reason"))
    assert said == {2: Reason.INSURED_ELSEWHERE, 3: Reason.ANOTHER_NAME}
    assert second.premium_fen == 1_003  # 122 days of 365


def test_nobody_is_enrolled_when_the_programme_is_short(
    funded: Funded, clerk: Person, uploaded: Uploaded
) -> None:
    made = plan_of(funded(3_000 * 5), clerk)
    policy = actions.begin_period(made.pk, COUNTY, FIRST, LAST, clerk)
    roll = uploaded(csv_of(register(6, dirt={})), policy)
    actions.confirm(roll.pk, clerk)

    roll = actions.enrol(roll.pk)

    assert (roll.state, bool(roll.why), bool(roll.why_en)) == ("failed", True, True)
    assert not Enrolment.objects.exists()
    assert not roster.by_id_number(next(inventing.rows(register(1, dirt={}))).cells[2])
    assert actions.read_again(roll.pk, clerk).state == "reading"


def test_nobody_is_enrolled_when_somebody_was_insured_meanwhile(
    uploaded: Uploaded, clerk: Person
) -> None:
    good = list(inventing.rows(register(6, dirt={})))
    first = uploaded(inventing.as_csv(iter(good[:3])))
    second = uploaded(inventing.as_csv(iter(good[2:])))
    for roll in (first, second):
        actions.confirm(roll.pk, clerk)

    assert actions.enrol(first.pk).state == "enrolled"
    assert actions.enrol(second.pk).state == "failed"
    assert Enrolment.objects.count() == 3
    actions.read_again(second.pk, clerk)
    assert actions.read(second.pk).can_enrol == 3


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x00\x01\x02", "读不出"),
        ("姓名,身份证号\n王,1".encode(), "行政村"),
        ("姓名,身份证号,行政村\n王,1,李村".encode(), "建档立卡"),
    ],
)
def test_a_file_that_is_no_register_says_why(uploaded: Uploaded, data: bytes, said: str) -> None:
    roll = uploaded(data)

    assert roll.state == "failed"
    assert said in roll.why


def test_a_register_is_for_clerks_of_its_county(
    policy: Policy, other_clerk: Person, clerk: Person
) -> None:
    with pytest.raises(NotFound):
        upload(policy, other_clerk, b"")
    roll = upload(policy, clerk, csv_of(register(3)))
    for verb in (actions.confirm, actions.drop, actions.read_again):
        with pytest.raises(NotFound):
            verb(roll.pk, other_clerk)
    assert OTHER_COUNTY not in policy.place_code


def test_a_dropped_register_leaves_nothing(uploaded: Uploaded, clerk: Person) -> None:
    data = csv_of(register())
    roll = uploaded(data)

    actions.drop(roll.pk, clerk)

    assert not RollPart.objects.exists()
    assert not RefusedRow.objects.exists()
    assert uploaded(data).pk != roll.pk
    assert Roll.objects.count() == 2
