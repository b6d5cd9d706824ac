"""Reads of the prices room: goods and their prices, ours beside them, names, alerts."""

from yutang.prices.queries.goods import (
    DayPrice,
    Latest,
    MarketPrice,
    QuotedFor,
    good_for_product,
    goods_for_products,
    latest,
    market_price,
    market_prices,
    quoted_goods,
    quotes_of,
    series,
)
from yutang.prices.queries.own import OwnPrice, own_prices, own_series

__all__ = [
    "DayPrice",
    "Latest",
    "MarketPrice",
    "OwnPrice",
    "QuotedFor",
    "good_for_product",
    "goods_for_products",
    "latest",
    "market_price",
    "market_prices",
    "own_prices",
    "own_series",
    "quoted_goods",
    "quotes_of",
    "series",
]
