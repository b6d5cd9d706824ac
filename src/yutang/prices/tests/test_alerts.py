"""Below the market: when it is said, when it is not, and what ends it."""

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.prices import access, actions, queries
from yutang.prices.errors import ReasonMissing
from yutang.prices.models import PriceAlert, QuotedGood
from yutang.prices.rules import alerts
from yutang.prices.rules.alerts import RULES, Market
from yutang.prices.tests.conftest import Bring, ago
from yutang.trade.queries.asking import asked

if TYPE_CHECKING:
    from yutang.goods.models import Product
    from yutang.people.models import Person
    from yutang.trade.models import Lot

[RULE] = RULES
DAY = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("own", "mean", "quotes", "last", "said"),
    [
        (79, 100, 3, DAY, True),
        (80, 100, 3, DAY, False),
        (79, 100, 2, DAY, None),
        (79, 100, 3, date(2026, 5, 10), True),
        (79, 100, 3, date(2026, 5, 9), None),
    ],
)
def test_the_rule_needs_enough_quotes_that_are_new(
    own: int, mean: int, quotes: int, last: date, said: object
) -> None:
    assert alerts.is_below(own, Market(mean, quotes, last), RULE, DAY) is said
    assert alerts.is_below(own, None, RULE, DAY) is None


@given(st.integers(1, 10**7), st.integers(1, 10**7))
def test_below_is_never_said_of_who_asks_as_much_as_the_market(own: int, mean: int) -> None:
    below = alerts.is_below(own, Market(mean, 9, DAY), RULE, DAY)
    assert not (below and own >= mean)
    assert below == (alerts.share(own, Market(mean, 9, DAY)) < RULE.share_percent)


@pytest.fixture
def compared(bring: Bring, product: "Product", lot: "Lot", clerk: "Person") -> QuotedGood:
    """Chestnuts that markets quoted at 40 yuan a kilogram in the last days."""
    bring(*(f"板栗,19,20,21,,斤,{ago(back)}" for back in range(1, 6)))
    good = QuotedGood.objects.get()
    actions.set_product_good(product.pk, good.pk, clerk)
    return good


def test_a_product_sold_below_is_told_to_its_clerk_with_its_numbers(
    compared: QuotedGood, product: "Product", clerk: "Person", other_clerk: "Person"
) -> None:
    assert actions.count_alerts() == (1, 0, 1)
    alert = access.alerts_of(clerk).get()
    assert (alert.own_fen, alert.market_fen, alert.share) == (2990, 4000, 74)
    assert (alert.quotes, alert.markets, alert.last_day) == (5, 1, ago(1))
    assert (alert.rule, alert.county_code) == (RULE.id, "130827")
    assert actions.count_alerts() == (0, 0, 1)
    with pytest.raises(NotFound):
        access.alert_for(other_clerk, alert.pk)


def test_a_dismissed_alert_stays_quiet_until_the_price_was_right_once(
    compared: QuotedGood, bring: Bring, clerk: "Person"
) -> None:
    actions.count_alerts()
    alert = access.alerts_of(clerk).get()
    with pytest.raises(ReasonMissing):
        actions.dismiss_alert(alert.pk, " ", clerk)
    actions.dismiss_alert(alert.pk, "大小不同", clerk)
    actions.count_alerts()
    assert access.alerts_of(clerk).get().reason == "大小不同"
    bring(*(f"板栗,14,15,16,,斤,{ago(back)}" for back in range(1, 6)))
    assert actions.count_alerts() == (0, 1, 0)
    bring(*(f"板栗,19,20,21,,斤,{ago(back)}" for back in range(1, 6)))
    assert actions.count_alerts() == (1, 0, 1)
    assert PriceAlert.objects.get(ended_at=None).dismissed_at is None


def test_old_quotes_a_closed_lot_or_no_weight_raise_nothing(
    compared: QuotedGood, product: "Product", lot: "Lot"
) -> None:
    actions.count_alerts()
    assert actions.count_alerts(date.fromordinal(today().toordinal() + 30)) == (0, 1, 0)
    type(product).objects.filter(pk=product.pk).update(net_weight_g=None)
    assert actions.count_alerts() == (0, 0, 0)
    type(product).objects.filter(pk=product.pk).update(net_weight_g=1000)
    type(lot).objects.filter(pk=lot.pk).update(state="closed")
    assert asked([product.pk]) == {}
    assert actions.count_alerts() == (0, 0, 0)


def test_a_product_is_compared_by_its_class_where_one_good_has_it(
    bring: Bring, product: "Product", clerk: "Person"
) -> None:
    bring(f"板栗,19,20,21,,斤,{ago(1)}", f"核桃,9,10,11,,斤,{ago(1)}")
    chestnut, walnut = QuotedGood.objects.order_by("pk")
    assert queries.good_for_product(product.pk, "010307") is None
    actions.edit_good(chestnut.pk, "板栗", "Chestnuts", "010307", clerk)
    assert queries.good_for_product(product.pk, "010307") == (chestnut, "class")
    actions.edit_good(walnut.pk, "核桃", "", "010307", clerk)
    assert queries.good_for_product(product.pk, "010307") is None
    actions.set_product_good(product.pk, walnut.pk, clerk)
    assert queries.good_for_product(product.pk, "010307") == (walnut, "said")
