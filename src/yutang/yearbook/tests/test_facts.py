"""Facts only grow; what stands, of which source, and what places above come to."""

from decimal import Decimal

import psycopg
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import COUNTY, VILLAGE

from yutang.kernel.errors import NotFound, Refusal
from yutang.people.access import Person
from yutang.yearbook import actions, queries, rules
from yutang.yearbook.errors import (
    ClassWrong,
    Implausible,
    NotDefined,
    NothingToWithdraw,
    ReasonNeeded,
    YearAhead,
)
from yutang.yearbook.models import Fact, Standing
from yutang.yearbook.rules import Below
from yutang.yearbook.tests.conftest import SECOND, Tell

TOWN = VILLAGE[:9]


def test_a_correction_follows_what_it_corrects_and_nothing_is_lost(tell: Tell) -> None:
    first = tell(120)
    assert tell(120) == first
    second = tell(125)
    assert second.supersedes == first
    assert queries.value(VILLAGE, "households", 2018) == 125
    assert queries.series(VILLAGE, "households") == [(2018, Decimal(125))]
    assert Fact.objects.count() == 2


def test_of_two_sources_the_later_stands_until_a_clerk_chooses(tell: Tell, clerk: Person) -> None:
    office = tell(120)
    survey = tell(118, source="入户调查")
    assert queries.value(VILLAGE, "households", 2018) == 118
    assert Standing.objects.get(place_code=VILLAGE).is_disputed
    with pytest.raises(ReasonNeeded):
        actions.choose(office.pk, clerk, " ")
    actions.choose(office.pk, clerk, "入户调查漏了两户")
    assert queries.value(VILLAGE, "households", 2018) == 120
    assert tell(117, source="入户调查").supersedes == survey
    assert queries.value(VILLAGE, "households", 2018) == 120
    kind = queries.kind_named("households")
    lines = queries.lines_of(VILLAGE, kind, 2018)
    assert [(line.source, line.stands, line.now.value) for line in lines] == [
        ("县统计局年报", True, Decimal(120)),
        ("入户调查", False, Decimal(117)),
    ]


def test_what_is_withdrawn_no_longer_stands_and_its_reason_is_kept(
    tell: Tell, clerk: Person, other_clerk: Person
) -> None:
    kept, fact = tell(120), tell(118, source="入户调查")
    with pytest.raises(NotFound):
        actions.withdraw(fact.pk, other_clerk, "不对")
    gone = actions.withdraw(fact.pk, clerk, "调查表弄错了村")
    assert (gone.value, gone.withdrawn_because) == (None, "调查表弄错了村")
    assert queries.value(VILLAGE, "households", 2018) == 120
    with pytest.raises(NothingToWithdraw):
        actions.withdraw(fact.pk, clerk, "再来一次")
    actions.withdraw(kept.pk, clerk, "也错了")
    assert queries.value(VILLAGE, "households", 2018) is None
    assert tell(121).value == 121
    assert queries.value(VILLAGE, "households", 2018) == 121


def test_places_above_come_to_what_lies_in_them(tell: Tell) -> None:
    tell(100)
    tell(300, code=SECOND)
    assert queries.values("households", [TOWN, COUNTY, "13"], 2018) == {
        TOWN: 400,
        COUNTY: 400,
        "13": 400,
    }
    tell(500, code=TOWN)
    county = Standing.objects.get(place_code=COUNTY)
    assert (county.total, county.villages, county.wholes) == (Decimal(500), 0, 1)
    assert Standing.objects.get(place_code=TOWN).villages == 2
    newest = queries.newest(TOWN, 8)
    assert [(one.value, one.below, one.is_own) for one in newest] == [
        (Decimal(500), Decimal(400), True)
    ]


def test_a_mean_is_weighted_and_follows_its_weights(tell: Tell) -> None:
    tell(10_000, "income_per_head_yuan")
    tell(20_000, "income_per_head_yuan", code=SECOND)
    assert queries.value(COUNTY, "income_per_head_yuan", 2018) is None
    tell(100, "population")
    assert queries.value(COUNTY, "income_per_head_yuan", 2018) == 10_000
    tell(300, "population", code=SECOND)
    assert queries.value(COUNTY, "income_per_head_yuan", 2018) == 17_500
    tell(2, "logistics_days")
    assert queries.value(COUNTY, "logistics_days", 2018) is None


def test_each_yields_the_newest_value_in_code_order_with_its_year(tell: Tell) -> None:
    tell(90, year=2016)
    tell(120, year=2018)
    tell(130, year=2019)
    tell(50, code=SECOND, year=2017)
    found = list(queries.each("households", 2018, "13"))
    assert [tuple(one) for one in found] == [
        (TOWN, Decimal(120), 2018),
        (VILLAGE, Decimal(120), 2018),
        (SECOND, Decimal(50), 2017),
    ]
    assert list(queries.each("households", 2018, "44")) == []
    tell(Decimal(7000), "output_yuan", about="010307")
    assert [row.about for row in queries.every("output_yuan", VILLAGE)] == ["010307"]
    assert queries.value(VILLAGE, "output_yuan", 2018, "010307") == 7000
    assert list(queries.each("output_yuan", 2018)) == []


WRONG: list[tuple[dict[str, object], type[Refusal]]] = [
    ({"value": 30_000}, Implausible),
    ({"value": -1}, Implausible),
    ({"year": 2999}, YearAhead),
    ({"kind": "poor_households", "year": 2010}, NotDefined),
    ({"about": "010307"}, ClassWrong),
    ({"kind": "output_yuan", "about": "栗"}, ClassWrong),
]


@pytest.mark.parametrize(("said", "refusal"), WRONG)
def test_what_cannot_be_is_refused(
    tell: Tell, said: dict[str, object], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        tell(**{"value": 1, **said})
    assert not Fact.objects.exists()


def test_a_wild_value_stands_with_its_reason_only(tell: Tell) -> None:
    assert tell(30_000, reason="三个社区合并成的大村").value == 30_000


COLUMNS = "kind_id, year, about, value, source_id, report_id, withdrawn_because, place_code"
BEND = {
    "update yearbook_fact set value = 1": "yearbook_only_grows",
    "delete from yearbook_report": "yearbook_only_grows",
    "truncate yearbook_choice": "yearbook_only_grows",
    f"insert into yearbook_fact ({COLUMNS}, supersedes_id)"
    f" select {COLUMNS.removesuffix('place_code')} '13', id from yearbook_fact": (
        "yearbook_fact_follows"
    ),
    f"insert into yearbook_fact ({COLUMNS}) select {COLUMNS} from yearbook_fact": (
        "yearbook_fact_first"
    ),
}


@pytest.mark.parametrize(("statement", "guard"), BEND.items())
def test_nobody_bends_what_was_told(tell: Tell, statement: str, guard: str) -> None:
    tell(120)
    with pytest.raises(psycopg.Error) as refused, connection.connection.transaction():
        connection.connection.execute(statement)
    assert refused.value.diag.constraint_name == guard


def test_the_application_may_not_even_try(tell: Tell) -> None:
    tell(120)
    raw = connection.connection
    for statement in ("update yearbook_fact set value = 1", "delete from yearbook_fact"):
        as_the_application = f"set local role yutang_app; {statement}"
        with pytest.raises(psycopg.errors.InsufficientPrivilege), raw.transaction():
            raw.execute(as_the_application)
    with raw.transaction():
        raw.execute("set local role yutang_app")
        raw.execute("insert into yearbook_source (name) values ('x')")


AMOUNTS = st.decimals(0, 10**6, places=2)
PARTS = st.lists(
    st.tuples(
        st.none() | AMOUNTS,
        st.none() | st.builds(Below, AMOUNTS, AMOUNTS.filter(bool)),
        st.none() | AMOUNTS,
    ),
    max_size=5,
)


@given(PARTS)
def test_a_mean_lies_between_what_it_is_made_of(
    parts: list[tuple[Decimal | None, Below | None, Decimal | None]],
) -> None:
    found = rules.comes_to(rules.below("mean", parts))
    made_of = [own for own, _, by in parts if own is not None and by]
    made_of += [under.total / under.weight for own, under, _ in parts if own is None and under
                and under.weight]  # fmt: skip
    if made_of:
        assert found is not None
        assert min(made_of) - 1 <= found <= max(made_of) + 1
    else:
        assert found is None
