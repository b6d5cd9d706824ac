"""Three years of quotes of two invented markets, with the season, a drift and some dirt in them."""

import csv
import io
import math
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from yutang.cli.demo.villages.sample import NOTE, County

if TYPE_CHECKING:
    from yutang.cli.demo.villages import Clerks

MARKETS = (("演示批发市场（石家庄）", "130100", 1.0), ("演示批发市场（韶关）", "440200", 1.12))
GOODS = {
    "板栗": (9.5, 12, 0.22), "苹果": (3.6, 5, 0.18), "雪花梨": (2.1, 6, 0.2),
    "红枣": (8.2, 8, 0.12), "冬枣": (6.4, 8, 0.35), "马铃薯": (1.3, 5, 0.25),
    "山药": (3.9, 7, 0.15), "红薯": (1.6, 6, 0.2), "贡柑": (4.2, 8, 0.3), "鸡蛋": (4.9, 3, 0.1),
}  # fmt: skip
"""Yuan a 斤, the month in which it is dearest, and how much the season moves it."""
_DAYS, _EVERY = 3 * 365, 3
_HEAD = ("品名", "最低价", "平均价", "最高价", "单位", "发布日期")


def paint(counties: Sequence[County], clerks: "Clerks") -> int:
    """Bring the two markets' lists in as a clerk's would be; returns how many rows they have."""
    from yutang.kernel.clock import today
    from yutang.prices.access import PriceImport
    from yutang.prices.actions.importing import Source, bring_in
    from yutang.prices.actions.markets import MarketFacts, add_market
    from yutang.prices.queries.deciding import decide
    from yutang.prices.queries.markets import market_named

    del counties, clerks
    written = 0
    for name, place, dearer in MARKETS:
        if market_named(name) is not None:
            continue
        terms = f"CC BY 4.0 · {NOTE}"  # so that the demo's open data has prices
        facts = MarketFacts(name=name, source=NOTE, terms=terms, place_code=place, is_demo=True)
        market = add_market(facts, None)
        data = _list(dearer, today())
        source = Source(PriceImport.Kind.FILE, f"{name}.csv", market, None)
        bring_in(source, lambda data=data, market=market: decide(data, [market], market))  # type: ignore[misc]
        written += data.count(b"\n") - 1
    return written


def _list(dearer: float, until: date) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([_HEAD, *_rows(dearer, until)])
    return text.getvalue().encode()


def _rows(dearer: float, until: date) -> Iterator[tuple[str, ...]]:
    chance = random.Random(f"quotes {dearer}")  # noqa: S311 - an invented past, not a secret
    for good, (yuan, dearest, sway) in GOODS.items():
        drift = 0.0
        for ago in range(_DAYS, 0, -_EVERY):
            day = until - timedelta(days=ago)
            drift = 0.985 * drift + chance.gauss(0, 0.018)
            season = sway * math.cos(2 * math.pi * (day.timetuple().tm_yday / 365 - dearest / 12))
            grown = 1 + 0.03 * (_DAYS - ago) / 365
            mean = yuan * dearer * grown * (1 + season) * math.exp(drift)
            low, high = mean * chance.uniform(0.86, 0.95), mean * chance.uniform(1.05, 1.16)
            if chance.random() < 0.002:  # noqa: PLR2004 - lists have such rows
                low, high = high, low
            yield (good, f"{low:.2f}", f"{mean:.2f}", f"{high:.2f}", "斤", day.isoformat())
