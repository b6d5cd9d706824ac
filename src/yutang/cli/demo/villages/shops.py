"""Invented shops of the demo's villages with two years of months, and a few kept by persons.

How many are active and what they sell in a year is the sample's (`sample.Village`): some villages
meet the rule of 2019, some miss it by 12 shops or by 800,000 yuan, most are far from it.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from yutang.cli.demo.villages.sample import YEAR, County, Village

if TYPE_CHECKING:
    from yutang.cli.demo.villages import Clerks
    from yutang.shops.loading import MadeMonth, MadeShop

FIRST_ID = 900_000_000
STEP = 1_000
"""More shops than a village here has: their numbers follow the village's place in the sample."""
IDLE = 2
"""Shops of a village that sell nothing any more."""
_BY_HUNDRED = (62, 55, 70, 78, 84, 92, 88, 90, 118, 134, 168, 161)
"""How sales spread over the months of a year, in per cent of an even month."""
_PLATFORMS = ("taobao", "pdd", "douyin", "taobao", "1688", "kuaishou")
_IN_TOWN = (3, 7)
"""Of seven shops the fourth is run in town."""
_ORDER_FEN = 6_000


def paint(counties: Sequence[County], clerks: "Clerks") -> int:
    """Copy invented shops in for every village of the sample; register three kept by persons."""
    from yutang.kernel.clock import today
    from yutang.shops import access, loading
    from yutang.shops.rules.counting import back

    if any(access.shops_in(county.code).exists() for county in counties):
        return 0
    villages = [village for county in counties for village in county.villages]
    shops: list[MadeShop] = []
    months: list[MadeMonth] = []
    for at, village in enumerate(villages):
        made = list(_shops(at * STEP, village))
        shops += made
        for shop in made[IDLE:]:
            months += _months(shop, village)
    loading.copy_shops(shops, FIRST_ID)
    loading.copy_months(months, FIRST_ID)
    loading.tally_demo([village.code for village in villages], (YEAR - 1, YEAR))
    until = back(today().replace(day=1), 1)
    return len(shops) + len(months) + _persons(villages[0].code, until, clerks)


def _shops(first: int, village: Village) -> "Iterator[MadeShop]":
    from yutang.shops.loading import MadeShop

    at_town, of = _IN_TOWN
    for at in range(village.active_shops + IDLE):
        yield MadeShop(
            number=first + at,
            village_code=village.code,
            opened_on=date(YEAR - 2, 1 + at % 12, 1 + at % 28),
            name=f"演示网店 {at + 1} 号",
            run_at_code=village.code[:6] if at % of == at_town else "",
            platform=_PLATFORMS[at % len(_PLATFORMS)],
        )


def _months(shop: "MadeShop", village: Village) -> "Iterator[MadeMonth]":
    """Yield two years of a shop, by the seasons; the first half-year a sixth less.

    So every twelve months from July on come to the village's sales, but for the rounding.
    """
    from yutang.shops.loading import MadeMonth
    from yutang.shops.rules.counting import back

    even = village.ecommerce_sales_yuan * 100 // village.active_shops
    for ago in range(24):
        month = back(date(YEAR, 12, 1), ago)
        grown = 84 if month < date(YEAR - 1, 7, 1) else 100
        fen = even * _BY_HUNDRED[month.month - 1] * grown // (100 * sum(_BY_HUNDRED))
        yield MadeMonth(shop.number, month, max(1, fen // _ORDER_FEN), fen)


def _persons(code: str, until: date, clerks: "Clerks") -> int:
    """Three shops of persons: near the yearly limit, over it, and exempt with own-grown goods."""
    from yutang.shops import actions
    from yutang.shops.rules.counting import back
    from yutang.shops.rules.merging import Figures
    from yutang.shops.rules.register import ListingFacts, ShopFacts

    said = (
        ("田大姐山货（演示）", "田秀英", "13800000971", False, 940_000),
        ("老马杂粮（演示）", "马建国", "13800000972", False, 1_320_000),
        ("自家地里（演示）", "石桂兰", "13800000973", True, 1_450_000),
    )
    for at, (name, keeper, mobile, own_grown, fen) in enumerate(said):
        facts = ShopFacts(
            kind="in_town" if at == 1 else "in_village",
            name=name,
            village_code=code,
            run_at_code=code[:6] if at == 1 else "",
            keeper_kind="person",
            keeper=keeper,
            mobile=mobile,
            opened_on=date(2024, 3, 1),
            own_grown=own_grown,
            is_demo=True,
        )
        shop = actions.register(facts, clerks.first)
        listing = ListingFacts(platform="wechat", number=f"demo-p{at}", opened_on=shop.opened_on)
        kept = actions.list_shop(shop.pk, listing, clerks.first)
        for ago in range(10):
            figures = Figures(fen // 5_000, fen // 4_000, fen, 0)
            actions.enter_month(kept.pk, back(until, ago), figures, clerks.first)
    return len(said)
