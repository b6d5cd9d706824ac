"""Two years of invented lines that the counties' goods sold on other platforms.

A shop a good, of its producer's village. Sales follow the good's season, the week, festivals and a
slow growth; buyers come back, some often; parcels go to provinces by their size and how near they
are. All of it is invented, and the same at every start on the same day.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from yutang.cli.demo.villages.sample import County, Good

if TYPE_CHECKING:
    from yutang.cli.demo.villages import Clerks
    from yutang.shops.loading import MadeLine, MadeShop

FIRST_ID = 950_000_000
LINES = 15_000
_DAYS = 730
_BUYERS = 5_000
"""A platform's; each line's buyer is drawn so that a tenth of them buy half of it."""
_PLATFORMS = ("taobao", "pdd", "douyin", "jd")
_SHOWN, _SHOWN_TIMES = "130827", 8
"""The county whose boards and report card the demo shows first sells so much more."""
_WEEK = (95, 90, 92, 96, 104, 118, 112)
_HOURS = (1, 0, 0, 0, 0, 1, 2, 4, 6, 7, 8, 7, 7, 6, 6, 6, 6, 7, 8, 11, 14, 13, 9, 4)
_TO = {
    "44": 16, "13": 12, "11": 10, "33": 9, "32": 9, "31": 8, "37": 8, "41": 6, "51": 5, "42": 5,
    "12": 5, "43": 4, "35": 4, "21": 4, "34": 4, "50": 3, "61": 3, "14": 3, "36": 3, "45": 2,
    "23": 2, "22": 2, "53": 2, "15": 2, "52": 1, "62": 1, "46": 1, "65": 1, "64": 1, "63": 1,
}  # fmt: skip
_NEAR = 3
"""A province's own people buy so many times as often."""
_SEASONS = {
    "0101": (90, 90, 95, 95, 90, 85, 85, 95, 110, 125, 125, 115),
    "0102": (110, 95, 100, 110, 115, 120, 110, 100, 95, 90, 85, 100),
    "0103": (150, 80, 40, 30, 35, 60, 80, 90, 150, 190, 165, 130),
}
_EVEN = (140, 90, 85, 90, 90, 95, 85, 85, 110, 100, 115, 115)
"""What is no crop sells before the holidays."""
_REFUNDED, _PARTLY = 0.025, 0.012


def paint(counties: Sequence[County], clerks: "Clerks") -> int:
    """Copy the lines in, with their shops, orders and months; returns how many lines."""
    from yutang.kernel.clock import today
    from yutang.shops import access, loading

    del clerks
    goods = [good for county in counties for good in county.goods]
    if any(access.shops_in(good.village).filter(pk__gte=FIRST_ID).exists() for good in goods):
        return 0
    until = today()
    lines = list(_lines(goods, until))
    loading.copy_shops(_shops(goods, until), FIRST_ID)
    loading.copy_lines(lines, FIRST_ID)
    years = range(until.year - 2, until.year + 1)
    loading.tally_demo({good.village for good in goods}, years)
    return len(lines)


def _shops(goods: Sequence[Good], until: date) -> "Iterator[MadeShop]":
    from yutang.shops.loading import MadeShop

    for number, good in enumerate(goods):
        yield MadeShop(
            number=number,
            village_code=good.village,
            opened_on=until - timedelta(days=_DAYS + 60 + number),
            name=f"{good.name}演示网店",
            platform=_platform(number),
        )


def _platform(number: int) -> str:
    return _PLATFORMS[number % len(_PLATFORMS)]


def _lines(goods: Sequence[Good], until: date) -> "Iterator[MadeLine]":
    """Yield the lines day by day; each good sells its own share of them all."""
    chance = random.Random(20_260_101)  # noqa: S311 - an invented past, not a secret
    shares = [
        chance.uniform(0.4, 1.6) * (_SHOWN_TIMES if good.village.startswith(_SHOWN) else 1)
        for good in goods
    ]
    even = LINES / _DAYS / sum(shares)
    products = [_product(good) for good in goods]
    feasts = _feasts(until)
    for ago in range(_DAYS, 0, -1):
        day = until - timedelta(days=ago)
        for number, good in enumerate(goods):
            wanted = even * shares[number] * _pull(good, day, feasts) * (1.15 - 0.3 * ago / _DAYS)
            for at in range(int(wanted + chance.random())):
                yield _line((number, good, products[number]), day, at, chance)


def _line(
    made: tuple[int, Good, int | None], day: date, at: int, chance: random.Random
) -> "MadeLine":
    from yutang.kernel.clock import CHINA
    from yutang.shops.loading import MadeLine

    number, good, product = made
    units = chance.choices((1, 2, 3, 5), (70, 20, 7, 3))[0]
    hour = chance.choices(range(24), _HOURS)[0]
    amount = good.price_fen * units
    luck = chance.random()
    back = amount if luck < _REFUNDED else amount // 3 if luck < _REFUNDED + _PARTLY else 0
    buyer = int(_BUYERS * chance.random() ** 2.4)
    home = good.village[:2]
    near = _TO.get(home, 1) * (_NEAR - 1)
    to = chance.choices((home, *_TO), (near, *_TO.values()))[0]
    return MadeLine(
        shop=number,
        order=day.toordinal() * 1_000 + at,
        good=good.name,
        product_id=product,
        origin_code=good.village,
        sold_at=datetime.combine(day, time(hour, chance.randrange(60)), CHINA),
        units=units,
        grams=good.net_weight_g * units,
        amount_fen=amount,
        refunded_fen=back,
        to_province=to,
        buyer=(1 + number % len(_PLATFORMS)) * 1_000_000 + buyer,
    )


def _pull(good: Good, day: date, feasts: Sequence[tuple[date, float]]) -> float:
    season = _SEASONS.get(good.class_code[:4], _EVEN)[day.month - 1] / 100
    pulled = season * _WEEK[day.weekday()] / 100
    for feast, strength in feasts:
        before = (feast - day).days
        if 2 < before <= 20:  # noqa: PLR2004 - presents are bought in the three weeks before
            pulled *= 1 + strength * (20 - before) / 17
        elif -6 < before <= 2:  # noqa: PLR2004 - nobody collects parcels at the feast
            pulled *= 0.45
    return pulled * (1.8 if (day.month, day.day) in {(6, 18), (11, 11), (12, 12)} else 1)


def _feasts(until: date) -> list[tuple[date, float]]:
    """Return the days of Spring Festival and Mid-Autumn around these years, and their pull."""
    from lunar_python import Lunar

    found = []
    for year in range(until.year - 3, until.year + 2):
        for month, day, strength in ((1, 1, 1.3), (8, 15, 0.8)):
            solar = Lunar.fromYmd(year, month, day).getSolar()
            found.append((date(solar.getYear(), solar.getMonth(), solar.getDay()), strength))
    return found


def _product(good: Good) -> int | None:
    from yutang.goods import queries

    producer = queries.producer_named(good.village, good.producer)
    return queries.product_named(producer, good.name) if producer else None
