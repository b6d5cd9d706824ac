"""A line sold on another platform is an order line too, without anybody's name."""

from datetime import date
from typing import TYPE_CHECKING

from tests.cast import VILLAGE
from tests.published import facts_of

from yutang.facts.models import Change

if TYPE_CHECKING:
    from yutang.people.models import Person

AS_OF = date(2019, 7, 2)
TABLE = (
    "主订单编号,子订单编号,宝贝标题,订单付款时间,购买数量,买家实际支付金额,退款金额,收货省份,买家会员名,修改时间\n"
    "8001,1,宽城板栗,2019-06-02 09:00,2,20,5,河北省,买家甲,2019-06-03 10:00\n"
    "8001,2,苹果,2019-06-02 09:00,1,0,0,,买家甲,2019-06-03 10:00\n"
)


def test_lines_sold_elsewhere_are_facts_on_their_day(land: None, clerk: "Person") -> None:
    from yutang.plumbing import kept
    from yutang.plumbing.sheets.trial import Upload
    from yutang.shops import actions
    from yutang.shops.actions.importing import import_lines
    from yutang.shops.queries.deciding_lines import decide_lines
    from yutang.shops.rules.register import ListingFacts, ShopFacts

    opened = date(2018, 1, 10)
    facts = ShopFacts(
        kind="in_village",
        name="店1",
        village_code=VILLAGE,
        keeper_kind="person",
        keeper="王大娘",
        opened_on=opened,
    )
    shop = actions.register(facts, clerk)
    listing = actions.list_shop(
        shop.pk, ListingFacts(platform="taobao", number="1", opened_on=opened), clerk
    )
    upload = Upload(kept.keep("uploads-waiting", TABLE.encode("gb18030")), "lines.csv")
    mark = decide_lines(upload.data, listing, AS_OF).outcome.mark
    import_lines(upload, mark, listing.pk, AS_OF, clerk)

    noted = Change.objects.filter(kind="order_line").values_list("day", flat=True)
    assert set(noted) == {date(2019, 6, 2)}
    sold, unpaid = sorted(facts_of("order_line"), key=lambda row: -row["amount_fen"])
    assert (sold["place"], sold["platform"], sold["on"]) == (VILLAGE, "taobao", date(2019, 6, 2))
    assert (sold["paid_fen"], sold["refunded_fen"], sold["net_fen"]) == (2000, 500, 1500)
    assert (sold["state"], unpaid["state"], unpaid["is_valid"]) == ("sold", "unpaid", False)
    assert (sold["sale"], sold["to_province"], unpaid["to_province"]) == (0, "13", None)
    assert sold["order"] == unpaid["order"]
    assert sold["person"] == unpaid["person"] is not None
