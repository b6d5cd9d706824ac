"""Reads of the customs room: rates, what is declared, the rows of a list."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, time

from yutang.customs import rules
from yutang.customs.models import Declaration, ListSettings, Rate
from yutang.customs.rules import DeclarationFacts, RateFacts, Row, Settings, Sold
from yutang.goods import offers
from yutang.kernel.clock import CHINA, now, wall
from yutang.money import queries as money
from yutang.people.access import Person
from yutang.trade import access as trade_access
from yutang.trade import queries as trade
from yutang.trade.queries import OrderView

ORDERS_MOST = 500
_SENT = ("shipped", "received", "closed")


@dataclass(frozen=True)
class PriceLine:
    """A price in another currency: the amount, the rate it comes from, and whether that is old."""

    amount: str
    rate: RateFacts
    is_old: bool


def rate_on(currency: str, day: date) -> RateFacts | None:
    """Return the newest rate that is not after the day; None where nobody wrote one down."""
    found = Rate.objects.filter(currency=currency, day__lte=day).order_by("-day").first()
    return RateFacts(found.currency, found.day, found.rate, found.source) if found else None


def currencies() -> list[str]:
    """Return the currencies that have a rate, in the order they are offered."""
    known = set(Rate.objects.values_list("currency", flat=True).distinct())
    return [currency for currency in rules.CURRENCIES if currency in known]


def price_line(product_id: int, currency: str) -> PriceLine | None:
    """Return what the product costs in this currency now, where it is on sale; None else."""
    found = offers.offers_of(product_id)
    today = wall(now()).date()
    rate = rate_on(currency, today)
    if not found or rate is None:
        return None
    least = min(offer.price_fen for offer in found)
    return PriceLine(rules.in_currency(least, rate), rate, rules.is_old(rate, today))


def declaration_of(product_id: int) -> DeclarationFacts | None:
    """Return what is declared of a product; None where nothing is."""
    return declarations_of([product_id]).get(product_id)


def declarations_of(product_ids: Collection[int]) -> dict[int, DeclarationFacts]:
    """Return what is declared, by product."""
    names = [field.name for field in fields(DeclarationFacts)]
    found = Declaration.objects.filter(product__in=product_ids)
    return {
        each.product_id: DeclarationFacts(**{name: getattr(each, name) for name in names})
        for each in found
    }


def settings_of(county_code: str) -> Settings:
    """Return a county's settings, the usual values where it has written none."""
    found = ListSettings.objects.filter(county_code=county_code).first()
    if found is None:
        return Settings()
    return Settings(**{field.name: getattr(found, field.name) for field in fields(Settings)})


def rows(person: Person, start: date, end: date, chosen: Collection[str] = ()) -> list[Row]:
    """Return the rows of the orders that the person's counties sent in these days, both included.

    Only products with a declaration are sold across the border. `chosen`: order numbers, none for
    all of them. At most `ORDERS_MOST`, oldest first.

    Raises:
        BadPeriod: the days do not fit.
        NotFound: the person sends nothing.
    """
    rules.check_period(start, end)
    sent = trade_access.orders_to_pack(person).filter(
        state__in=_SENT,
        placed_at__gte=datetime.combine(start, time.min, CHINA),
        placed_at__lte=datetime.combine(end, time.max, CHINA),
        lot__product__in=Declaration.objects.values("product"),
    )
    views = trade.order_views(sent.order_by("placed_at", "id")[:ORDERS_MOST])
    listed = [view for view in views if not chosen or view.id.hex in chosen]
    return _rows(listed)


def _rows(orders: Iterable[OrderView]) -> list[Row]:
    listed = list(orders)
    declared = declarations_of({order.product.id for order in listed})
    paid = money.payment_numbers([order.id for order in listed])
    sent = trade.sent_at([order.id for order in listed])
    counties = {order.product.village_code[:6] for order in listed}
    settings = {county: settings_of(county) for county in counties}
    return [
        rules.row_of(
            Sold(
                order_no=order.id.hex,
                payment_no=paid.get(order.id, ""),
                logistics_no=order.tracking,
                sent_on=wall(sent[order.id]).date() if order.id in sent else None,
                product_no=str(order.product.id),
                product_name=order.product.name,
                quantity=order.quantity,
                price_fen=order.price_fen,
                amount_fen=order.amount_fen,
                freight_fen=order.freight_fen,
                declaration=declared.get(order.product.id),
            ),
            settings[order.product.village_code[:6]],
        )
        for order in listed
    ]


def latest_rates(most: int) -> list[RateFacts]:
    """Return the rates written down last by day, newest first."""
    found = Rate.objects.order_by("-day", "currency")[:most]
    return [RateFacts(each.currency, each.day, each.rate, each.source) for each in found]
