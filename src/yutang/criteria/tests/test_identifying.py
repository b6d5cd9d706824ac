"""Identifications: judged from shops and facts, kept with their numbers, never changed."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from tests.cast import COUNTY, OTHER_COUNTY

from yutang.criteria import actions, errors, queries
from yutang.criteria.models import Identification, Total, Verdict, Wording
from yutang.criteria.queries import Passed
from yutang.criteria.rules.own import Target
from yutang.criteria.rules.wording import digest_of, kept_from
from yutang.criteria.tests.conftest import (
    FAR,
    MEETS,
    NEAR,
    PERIOD,
    RESIDENTS,
    UNKNOWN,
    AskedOf,
    Facts,
    Identify,
)
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.shops import queries as shops
from yutang.shops.rules import counting

TOWN = MEETS[:9]
pytestmark = pytest.mark.django_db


def told(code: str, criterion: str = "taobao-village@2019") -> tuple[str, bool]:
    view = queries.verdict(code, criterion)
    assert view is not None
    return view.answer, view.is_near


def test_each_village_gets_its_verdict_and_what_is_not_known_is_no_no(identify: Identify) -> None:
    made = identify()
    assert (told(MEETS), told(NEAR), told(FAR)) == (("yes", False), ("no", True), ("no", False))
    assert told(UNKNOWN) == ("unknown", False), "its months were never imported"
    assert told(RESIDENTS) == ("no", False), "a residents' committee is no village"
    assert (made.yes, made.near) == (1, 1)
    assert queries.identified(COUNTY, "taobao-village", 2019) == [MEETS]
    assert queries.identified(OTHER_COUNTY) == []


def test_what_is_stated_to_be_complete_makes_no_shop_no_sales(identify: Identify) -> None:
    open_ones = identify().unknown
    made = identify(is_complete=True)
    assert open_ones > 100
    assert made.unknown == 0
    view = queries.verdict(UNKNOWN, "taobao-village@2019")
    assert view is not None
    assert (view.answer, view.inputs["sales"]) == ("no", 0)


def test_the_rows_behind_a_verdict_sum_to_its_inputs(identify: Identify) -> None:
    identify()
    period = counting.Period(date(2018, 7, 1), date(2019, 6, 1))
    for code in (MEETS, NEAR, FAR):
        view = queries.verdict(code, "taobao-village@2019")
        assert view is not None
        rows = shops.rows(code, period)
        assert view.inputs["sales"] == sum(row.sales_fen for row in rows)
        assert view.inputs["active_shops"] == sum(row.orders > 0 for row in rows)


def test_households_of_the_yearbook_decide_by_their_tenth(
    identify: Identify, households: Callable[[str, int], None]
) -> None:
    households(FAR, 30)
    identify()
    view = queries.verdict(FAR, "taobao-village@2019")
    assert view is not None
    shown = {each.test.name: each for each in view.shown}
    assert (shown["share"].value, shown["share"].over, shown["share"].met) == (3, 30, True)
    assert shown["shops"].met is False
    assert [set(way.more) for way in view.lacks] == [{"sales"}], "the tenth is reached already"


def test_a_town_counts_the_kept_verdicts_of_its_villages(identify: Identify) -> None:
    made = identify("taobao-town@2019", is_complete=True)
    view = queries.verdict(TOWN, "taobao-town@2019")
    assert view is not None
    below = Identification.objects.get(within=made)
    assert below.wording.criterion == "taobao-village@2019"
    kept = Verdict.objects.filter(identification=below, place_code__startswith=TOWN)
    assert view.inputs["villages"] == kept.filter(answer="yes").count() == 1
    assert view.inputs["sales"] == sum(row.inputs["sales"] for row in kept)
    assert view.inputs["active_shops"] == sum(row.inputs["active_shops"] for row in kept)
    assert view.answer == "yes", "303 active shops and more than 30 million"


def test_without_that_statement_a_town_has_lower_bounds(identify: Identify) -> None:
    identify("taobao-town@2018")
    view = queries.verdict(TOWN, "taobao-town@2018")
    assert view is not None
    assert (view.answer, view.inputs["villages"]) == ("unknown", 1)
    most = view.inputs["villages.most"]
    assert most is not None
    assert most > 1


def test_a_county_sets_its_own_target_and_is_judged_by_it(
    identify: Identify, clerk: Person, other_clerk: Person
) -> None:
    target = Target(1, None, 20_000_000, None, "县政府〔2019〕1 号")
    actions.set_target(COUNTY, date(2019, 1, 1), target, clerk)
    actions.set_target(COUNTY, date(2020, 1, 1), target._replace(villages=9), clerk)
    identify(f"pioneer-{COUNTY}@1")
    view = queries.verdict(COUNTY, f"pioneer-{COUNTY}")
    assert view is not None
    assert (view.answer, view.inputs["villages"]) == ("yes", 1)
    identify(f"pioneer-{COUNTY}", is_complete=True)
    second = queries.verdict(COUNTY, f"pioneer-{COUNTY}@2")
    assert second is not None
    assert [way.more for way in second.lacks] == [{"villages": 8}]
    assert [row.version for row in queries.own_of(COUNTY)] == [2, 1]
    with pytest.raises(NotFound):
        actions.set_target(COUNTY, date(2019, 1, 1), target, other_clerk)
    with pytest.raises(errors.BadTarget):
        actions.set_target(COUNTY, date(2019, 1, 1), target._replace(reason=""), clerk)


def test_the_same_key_is_the_same_identification(villages: None, asked_of: AskedOf) -> None:
    key = uuid4()
    first = actions.identify(asked_of(), None, key)
    assert actions.identify(asked_of(), None, key) == first
    assert Identification.objects.count() == 1


def test_a_verdict_keeps_the_whole_text_it_was_made_by(identify: Identify) -> None:
    made = identify()
    text = made.wording.text
    assert made.wording.digest == digest_of(text)
    assert kept_from(text).criterion.id == "taobao-village@2019"
    identify()
    assert Wording.objects.count() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "update criteria_verdict set answer = 'yes', is_near = false",
        "delete from criteria_verdict",
        "update criteria_identification set yes = yes + 1",
        "delete from criteria_total",
        "update criteria_wording set text = ''",
        (
            "insert into criteria_total (place_code, identification_id, yes, no, near, unknown)"
            " select '99', id, 1, 0, 0, 0 from criteria_identification"
        ),
    ],
)
def test_what_was_judged_is_never_changed(identify: Identify, statement: str) -> None:
    identify()
    refused = pytest.raises(IntegrityError, match=r"added to only|no further rows")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_totals_are_those_of_the_rows_at_every_level(identify: Identify) -> None:
    made = identify()
    kept = Verdict.objects.filter(identification=made)
    for total in Total.objects.filter(identification=made):
        below = kept.filter(place_code__startswith=total.place_code)
        assert total.yes == below.filter(answer="yes").count()
        assert total.unknown == below.filter(answer="unknown").count()
    assert set(Total.objects.values_list("place_code", flat=True)) >= {COUNTY, TOWN}
    assert not Total.objects.filter(place_code__in=["13", "1308"]).exists(), "not all of them"


def test_the_figure_counts_villages_by_the_year_of_the_period(identify: Identify) -> None:
    identify()
    with_others = queries.identified_villages([COUNTY, TOWN, MEETS, NEAR, UNKNOWN, "13"], 2019)
    assert {code: int(value) for code, value in with_others.items()} == {
        COUNTY: 1,
        TOWN: 1,
        MEETS: 1,
        NEAR: 0,
    }
    assert queries.identified_villages([COUNTY], 2018) == {}
    assert queries.own_series(COUNTY) == {2019: 1}


def test_a_near_miss_is_told_when_it_gets_there(identify: Identify) -> None:
    identify()
    view = queries.verdict(NEAR, "taobao-village@2019")
    assert view is not None
    [(way, pace)] = queries.outlooks(NEAR, view.criterion, view.period, view.inputs, view.lacks)
    assert pace is not None
    assert pace.outlook == "then"
    # Each shop sells 100 yuan more every month, so the year's sum of 100 shops grows by 120,000.
    assert pace.a_month == 120_000_00
    assert pace.months == -(-way.more["sales"] // 120_000_00)
    view = queries.verdict(FAR, "taobao-village@2019")
    assert view is not None
    outlooks = queries.outlooks(FAR, view.criterion, view.period, view.inputs, view.lacks)
    assert {pace.outlook if pace else None for _way, pace in outlooks} == {"never", None}


def test_what_cannot_be_asked_is_refused_and_nothing_is_kept(
    land: None, asked_of: AskedOf, clerk: Person, other_clerk: Person
) -> None:
    def asks(asked: Any) -> None:
        actions.identify(asked, None, uuid4())

    with pytest.raises(errors.NothingImported):
        asks(asked_of())
    with pytest.raises(errors.WrongWindow):
        asks(asked_of(period="2019-01..2019-06"))
    with pytest.raises(errors.WrongFirstMonth):
        asks(asked_of("taobao-village@2022", period="2022"))
    with pytest.raises(errors.PlaceTooLow):
        asks(asked_of("taobao-town@2019", place=MEETS))
    with pytest.raises(errors.NotOfPlaces):
        asks(asked_of("taobao-cluster"))
    with pytest.raises(errors.NoPlaces):
        asks(asked_of(place="44"))
    with pytest.raises(NotFound):
        actions.identify_on_page(asked_of(), other_clerk, uuid4())
    with pytest.raises(errors.UnknownCriterion):
        asked_of("pioneer-130827")
    assert not Identification.objects.exists()
    assert not Verdict.objects.exists()


def test_shops_of_no_place_in_the_tree_are_told(villages: None, asked_of: AskedOf) -> None:
    from yutang.shops.loading import MadeShop, copy_shops

    copy_shops([MadeShop(99_999, "130827999999", date(2017, 1, 1))])
    passed = Passed()
    with transaction.atomic():
        rows = list(queries.judged(asked_of(), passed))
    assert (passed.strays.count, passed.strays.first) == (1, ["130827999999"])
    assert [row.code for row in rows] == sorted(row.code for row in rows)


def test_one_village_one_product_is_judged_from_the_yearbook(
    identify: Identify, facts: Facts
) -> None:
    facts(MEETS, "leading_output_yuan", 8_000_000, 2021)
    facts(MEETS, "output_yuan", 20_000_000, 2021)
    identify("one-product-village@2021", period="2021", is_poor_area=True)
    assert told(MEETS, "one-product-village") == ("yes", False)
    assert told(NEAR, "one-product-village") == ("unknown", False)


def test_income_is_compared_with_the_towns(identify: Identify, facts: Facts) -> None:
    facts(MEETS, "income_per_head_yuan", 22_000, 2018)
    facts(TOWN, "income_per_head_yuan", 20_000, 2018)
    identify("one-product-village@2017", period="2018")
    view = queries.verdict(MEETS, "one-product-village@2017")
    assert view is not None
    [earn] = [each for each in view.shown if each.test.name == "earn"]
    assert (earn.value, earn.over, earn.met) == (22_000_00, 20_000_00, True)


def test_clusters_are_villages_side_by_side(identify: Identify) -> None:
    made = identify()
    assert queries.clusters(made.pk) == []
    [alone] = queries.clusters(made.pk, least=1)
    assert (alone.codes, alone.called) == ((MEETS,), "")


def test_the_period_of_the_identification_is_the_one_asked(identify: Identify) -> None:
    made = identify()
    view = queries.verdict_in(MEETS, made.pk)
    assert view is not None
    assert str(view.period) == PERIOD
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from criteria_verdict")
        assert cursor.fetchone() == (made.yes + made.no + made.unknown,)
