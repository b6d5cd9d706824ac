"""Alerts: products that are sold below the market, raised, kept up to date, ended, dismissed."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.db import connection, transaction

from yutang.goods import queries as goods
from yutang.kernel.clock import now, today
from yutang.people.access import Person
from yutang.prices import access
from yutang.prices.errors import ReasonMissing
from yutang.prices.models import GoodOfProduct, PriceAlert
from yutang.prices.queries.goods import MarketPrice, QuotedFor, goods_for_products, market_prices
from yutang.prices.queries.own import OwnPrice, own_prices
from yutang.prices.rules import alerts
from yutang.prices.rules.alerts import Rule
from yutang.trade.queries.asking import asked

_LOCK = 0x616C7274


class Counted(NamedTuple):
    """What counting the alerts came to."""

    raised: int
    ended: int
    standing: int


def count_alerts(day: date | None = None) -> Counted:
    """Compare what our products cost with what markets ask; asked twice, nothing changes.

    An alert ends when the product is no longer below, or nothing can be said of it any more:
    no price of ours, no weight, or quotes that are too few or too old.
    """
    day = day or today()
    rule = alerts.rule_on(day)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
        below = _below(rule, day) if rule is not None else {}
        standing = {each.product_id: each for each in PriceAlert.objects.filter(ended_at=None)}
        gone = [each.pk for pk, each in standing.items() if pk not in below]
        PriceAlert.objects.filter(pk__in=gone).update(ended_at=now())
        for product_id, alert in below.items():
            _keep(standing.get(product_id), alert)
    return Counted(len(below.keys() - standing.keys()), len(gone), len(below))


def dismiss_alert(alert_id: int, reason: str, by: Person) -> PriceAlert:
    """Say why nothing need be done about an alert; it stays quiet until the price was right once.

    Raises:
        ReasonMissing
        NotFound: there is none, or it is of another place.
    """
    said = reason.strip()
    if not said:
        raise ReasonMissing
    with transaction.atomic():
        alert = PriceAlert.objects.select_for_update().get(pk=access.alert_for(by, alert_id).pk)
        if alert.dismissed_at is None:
            alert.dismissed_at, alert.dismissed_by, alert.reason = now(), by, said[:200]
            alert.save(update_fields=["dismissed_at", "dismissed_by", "reason"])
    return alert


def _below(rule: Rule, day: date) -> dict[int, PriceAlert]:
    """Return an alert, not yet written, for each product that is below."""
    ids = set(asked()) | set(GoodOfProduct.objects.values_list("product_id", flat=True))
    views = goods.product_views(ids)
    compared = goods_for_products({pk: view.class_code for pk, view in views.items()})
    first, last = alerts.window(rule, day)
    markets = market_prices({each.good.pk for each in compared.values()}, first, last)
    found = {}
    for own in own_prices(list(compared)):
        alert = _judged(own, compared, markets, rule, day)
        if alert is not None:
            found[own.product_id] = alert
    return found


def _judged(
    own: OwnPrice,
    compared: Mapping[int, QuotedFor],
    markets: Mapping[int, MarketPrice],
    rule: Rule,
    day: date,
) -> PriceAlert | None:
    good = compared[own.product_id].good
    market = markets.get(good.pk)
    if own.fen is None or market is None:
        return None
    asks = alerts.Market(market.mean_fen, market.quotes, market.last_day)
    if not alerts.is_below(own.fen, asks, rule, day):
        return None
    return PriceAlert(
        product_id=own.product_id,
        good=good,
        county_code=own.county_code,
        rule=rule.id,
        own_fen=own.fen,
        market_fen=market.mean_fen,
        share=alerts.share(own.fen, asks),
        quotes=market.quotes,
        markets=market.markets,
        first_day=market.first_day,
        last_day=market.last_day,
    )


def _keep(standing: PriceAlert | None, alert: PriceAlert) -> None:
    alert.raised_at = standing.raised_at if standing else now()
    alert.counted_at = now()
    if standing is not None:
        alert.pk = standing.pk
        alert.dismissed_at, alert.dismissed_by = standing.dismissed_at, standing.dismissed_by
        alert.reason = standing.reason
    alert.save()
