"""Behind the stage of a report card: offices at three levels, and a year's lines sold elsewhere."""

import csv
import io
from datetime import date

COUNTY, VILLAGE = "130827", "130827106203"
HEAD = [
    *("主订单编号", "子订单编号", "宝贝标题", "订单付款时间", "购买数量", "买家实际支付金额"),
    *("退款金额", "收货省份", "买家会员名", "修改时间"),
]


def offices(clerk_mobile: str, city_mobile: str, province_mobile: str) -> dict[str, object]:
    """A county's clerk with a shop of the county's, and the officers above."""
    from tests.journeys.stage import land
    from yutang.people import actions as people
    from yutang.shops import actions as shops
    from yutang.shops.rules.register import ListingFacts, ShopFacts

    land()
    clerk = people.enrol(clerk_mobile, "县办老钱", is_demo=True)
    people.give_grant(clerk, "clerk", COUNTY, by=None)
    for mobile, name, code in (
        (city_mobile, "市里的审核员", COUNTY[:4]),
        (province_mobile, "省里的审核员", COUNTY[:2]),
    ):
        people.give_grant(people.enrol(mobile, name, is_demo=True), "officer", code, by=None)
    opened = date(2018, 1, 10)
    shop = shops.register(
        ShopFacts(
            name=f"山货铺{clerk_mobile[-4:]}",
            kind="in_village",
            village_code=VILLAGE,
            keeper_kind="person",
            keeper="赵巧云",
            opened_on=opened,
        ),
        clerk,
    )
    facts = ListingFacts(platform="taobao", number=f"n{shop.pk}", opened_on=opened)
    return {"shop": shop.pk, "listing": shops.list_shop(shop.pk, facts, clerk).pk}


def sold(
    clerk_mobile: str, listing_id: str, year: str, first: str, count: str
) -> dict[str, object]:
    """Bring in so many lines of 30 yuan, each of another buyer, as a platform's table has them."""
    from yutang.kernel.clock import today
    from yutang.people import queries as people
    from yutang.plumbing import kept
    from yutang.plumbing.sheets.trial import Upload
    from yutang.shops import access
    from yutang.shops.actions.importing import import_lines
    from yutang.shops.queries.deciding_lines import decide_lines

    clerk = people.by_mobile(clerk_mobile)
    assert clerk is not None
    numbers = range(int(first), int(first) + int(count))
    rows = [
        [
            *(number, 1, "宽城板栗", f"{year}-{1 + number % 12:02}-{1 + number % 28:02} 10:00"),
            *(1, 30, 0, "北京市", f"买家张三{number}", f"{year}-12-31 10:00"),
        ]
        for number in numbers
    ]
    text = io.StringIO()
    csv.writer(text).writerows([HEAD, *rows])
    upload = Upload(kept.keep("uploads-waiting", text.getvalue().encode()), "lines.csv")
    listing = access.listing_to_keep(clerk, int(listing_id))
    mark = decide_lines(upload.data, listing, today()).outcome.mark
    import_lines(upload, mark, listing.pk, today(), clerk)
    return {}
