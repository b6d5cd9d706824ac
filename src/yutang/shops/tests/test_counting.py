"""What counts: the window, the active shop, and that the statements say what the rules say."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import COUNTY, OTHER_COUNTY, VILLAGE

from yutang.people.models import Person
from yutang.shops import loading, queries
from yutang.shops.models import Listing, ShopMonth
from yutang.shops.queries.tallies import tallies_of
from yutang.shops.rules.counting import (
    RULE_2022,
    RULE_BEFORE,
    CountingRule,
    Period,
    back,
    is_active,
    recent_from,
)

ListingOf = Callable[..., Listing]
Merged = Callable[..., dict[str, int]]

WINDOW = Period(date(2018, 7, 1), date(2019, 6, 1))
AT = datetime(2019, 7, 2, tzinfo=UTC)
EARLY = date(2018, 1, 1)


@pytest.mark.parametrize(
    ("opened_on", "orders", "is_it"),
    [
        (EARLY, {date(2019, 4, 1): 3}, True),
        (EARLY, {date(2019, 4, 1): 1, date(2019, 6, 1): 1}, False),
        (EARLY, {date(2019, 3, 1): 100}, False),
        (date(2019, 6, 1), {date(2019, 6, 1): 1}, True),
        (date(2019, 6, 2), {date(2019, 6, 1): 9}, False),
        (date(2019, 5, 1), {date(2019, 6, 1): 2}, False),
        (date(2019, 5, 1), {date(2019, 6, 1): 3}, True),
    ],
)
def test_a_shop_is_active_by_its_last_three_months_or_the_time_it_was_open(
    opened_on: date,
    orders: dict[date, int],
    is_it: bool,  # noqa: FBT001 - a column of the table above
) -> None:
    assert is_active(opened_on, None, orders, WINDOW, RULE_2022) is is_it


def test_before_2022_one_order_in_the_window_is_enough() -> None:
    orders = {date(2018, 7, 1): 1}
    assert is_active(EARLY, None, orders, WINDOW, RULE_BEFORE)
    assert not is_active(EARLY, None, {date(2018, 6, 1): 1}, WINDOW, RULE_BEFORE)


def test_months_go_back_over_the_new_year() -> None:
    assert back(date(2019, 2, 1), 3) == date(2018, 11, 1)
    assert back(date(2018, 12, 1), -1) == date(2019, 1, 1)
    assert WINDOW.ends_on == date(2019, 6, 30)
    assert recent_from(WINDOW, RULE_2022) == date(2019, 4, 1)


def test_a_villages_total_is_the_sum_of_its_rows(listing_of: ListingOf, merged: Merged) -> None:
    first, second = listing_of("a"), listing_of("b", keeper_kind="person", keeper="李")
    merged([(first.pk, date(2018, 7, 1), 5, 100), (first.pk, date(2019, 6, 1), 3, 250)], AT)
    merged([(second.pk, date(2019, 6, 1), 1, 70), (second.pk, date(2019, 7, 1), 9, 999)], AT)
    (total,) = queries.village_totals(WINDOW, RULE_2022, COUNTY)
    assert total == queries.VillageTotal(VILLAGE, 420, 2, 1, 9)
    rows = queries.rows(VILLAGE, WINDOW)
    assert sum(each.sales_fen for each in rows) == total.sales_fen
    assert sum(each.orders for each in rows) == total.orders
    assert list(queries.village_totals(WINDOW, RULE_2022, OTHER_COUNTY)) == []
    assert list(queries.village_totals(WINDOW, RULE_2022)) == [total]


def test_a_listing_on_two_platforms_is_one_shop(
    listing_of: ListingOf, clerk: Person, merged: Merged
) -> None:
    from yutang.shops import actions
    from yutang.shops.rules.register import ListingFacts

    first = listing_of("a")
    other = actions.list_shop(
        first.shop_id, ListingFacts(platform="jd", number="a", opened_on=EARLY), clerk
    )
    merged([(first.pk, date(2019, 6, 1), 1, 5), (other.pk, date(2019, 5, 1), 2, 6)], AT)
    (total,) = queries.village_totals(WINDOW)
    assert total == queries.VillageTotal(VILLAGE, 11, 1, 1, 3)


def test_history_says_month_by_month_what_the_totals_say(
    listing_of: ListingOf, merged: Merged
) -> None:
    first, second = listing_of("a"), listing_of("b", opened_on=date(2019, 5, 20))
    merged([(first.pk, date(2019, month, 1), month, month) for month in range(1, 7)], AT)
    merged([(second.pk, date(2019, 6, 1), 2, 50)], AT)
    months = queries.history(VILLAGE, 6, date(2019, 6, 1))
    assert [each.orders for each in months] == [1, 2, 3, 4, 5, 8]
    for each in months:
        period = Period(back(each.month, 11), each.month)
        (total,) = queries.village_totals(period, RULE_2022, VILLAGE)
        assert (each.shops <= total.shops, each.active_shops) == (True, total.active_shops)


shops_made = st.lists(
    st.tuples(
        st.dates(date(2018, 1, 1), date(2019, 7, 20)),
        st.none() | st.integers(0, 400),
        st.lists(st.tuples(st.integers(0, 20), st.integers(0, 3)), max_size=6),
    ),
    max_size=5,
)


@pytest.mark.usefixtures("land")
@given(
    shops=shops_made,
    rule=st.builds(
        CountingRule,
        st.sampled_from(["recent", "any"]),
        st.integers(0, 60),
        st.integers(1, 4),
        st.integers(1, 2),
    ),
)
@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_the_statement_counts_as_the_rule_does(
    shops: list[tuple[date, int | None, list[tuple[int, int]]]], rule: CountingRule
) -> None:
    from django.db import transaction

    with transaction.atomic():
        active = _loaded(shops, rule)
        found = [each.active_shops for each in queries.village_totals(WINDOW, rule)]
        assert (found or [0]) == [active] or (active == 0 and found == [0])
        transaction.set_rollback(True)


def _loaded(shops: list[tuple[date, int | None, list[tuple[int, int]]]], rule: CountingRule) -> int:
    made, months, active = [], [], 0
    for number, (opened_on, days, said) in enumerate(shops):
        closed_on = None if days is None else opened_on + timedelta(days=days)
        made.append(loading.MadeShop(number, VILLAGE, opened_on, closed_on))
        orders = {back(date(2019, 7, 1), ago): many for ago, many in said}
        months += [loading.MadeMonth(number, *each, 100) for each in orders.items()]
        active += is_active(opened_on, closed_on, orders, WINDOW, rule)
    loading.copy_shops(made)
    loading.copy_months(months)
    return active


def test_tallies_follow_at_every_level_and_are_what_a_count_anew_gives(
    listing_of: ListingOf,
    merged: Merged,
) -> None:
    from yutang.shops import actions

    first = listing_of("a")
    merged([(first.pk, date(2018, month, 1), 2, 1000) for month in range(1, 13)], AT)
    merged([(first.pk, date(2018, 12, 1), 2, 1500)], AT + timedelta(days=1))
    codes = [VILLAGE, VILLAGE[:9], COUNTY, COUNTY[:4], COUNTY[:2]]
    before = {code: tallies_of(code) for code in codes}
    assert {
        (t.sales_fen, t.shops, t.active_shops)
        for ts in before.values()
        for t in ts
        if t.year == 2018
    } == {(12_500, 1, 1)}
    for year in {each.year for each in before[VILLAGE]}:
        actions.tally_year(year)
    assert {code: tallies_of(code) for code in codes} == before


def test_a_month_keeps_what_it_said_before(listing_of: ListingOf, merged: Merged) -> None:
    listing = listing_of("a")
    merged([(listing.pk, date(2018, 7, 1), 5, 100)], AT)
    merged([(listing.pk, date(2018, 7, 1), 6, 130)], AT + timedelta(days=1))
    merged([(listing.pk, date(2018, 7, 1), 6, 130)], AT + timedelta(days=2))
    assert list(listing.earlier.values_list("orders", "sales_fen")) == [(5, 100)]
    kept = ShopMonth.objects.get(listing=listing)
    assert (kept.sales_fen, kept.modified_at) == (130, AT + timedelta(days=2))


def test_no_month_goes_away(listing_of: ListingOf, merged: Merged) -> None:
    from django.db import IntegrityError, transaction

    listing = listing_of("a")
    merged([(listing.pk, date(2018, 7, 1), 5, 100)], AT)
    with (
        pytest.raises(IntegrityError, match="stays"),
        transaction.atomic(),
        connection.cursor() as c,
    ):
        c.execute("delete from shops_shopmonth")
