"""Tables brought in: every problem with its cell, the dry run is the real run, twice is once."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

import pytest
from openpyxl import Workbook
from tests.cast import OTHER_COUNTY, VILLAGE

from yutang.kernel.errors import NotFound
from yutang.people.models import Person
from yutang.plumbing import kept
from yutang.plumbing.sheets.trial import ChangedMeanwhile, Upload
from yutang.shops import actions
from yutang.shops.actions.importing import import_months, import_orders, import_shops
from yutang.shops.models import Listing, PlatformOrder, Shop, ShopMonth
from yutang.shops.queries.deciding import decide_months, decide_orders
from yutang.shops.queries.deciding_shops import decide_shops
from yutang.shops.rules.merging import Figures

ListingOf = Callable[..., Listing]
COUNTY = ("130827",)
AS_OF = date(2019, 7, 2)
MONTHS_HEAD = ["平台", "店铺编号", "月份", "订单数", "销售额（万元）", "退款额", "修改时间"]
SHOPS_HEAD = [
    *("店铺名称", "类型", "家乡村", "店主类型", "店主", "手机", "只卖自产", "开店日期"),
    *("平台", "平台店铺号"),
]


def _csv(rows: Sequence[Sequence[object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("gb18030")


def _upload(data: bytes) -> Upload:
    return Upload(kept.keep("uploads-waiting", data), "sales.xlsx")


def _book(rows: Sequence[Sequence[object]], merged: Sequence[str] = ()) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    stored = io.BytesIO()
    book.save(stored)
    return stored.getvalue()


def _dirty(name: str) -> bytes:
    """A table as offices send it; the listings a and b are known."""
    return _book(
        [
            ["2019年上半年网店销售统计表"],
            MONTHS_HEAD,
            ["淘宝", "a", "２０１９年６月", "１２０", "1.25", "300", "2019-07-01"],
            [None, "a", "2019/5", "1,030 单", 0.8, "", "2019年7月1日"],
            ["京东商城", "b", "2019-06", 7, "9000元", None, "20190701"],
            ["京东", "b", "2019-06", 7, "9000元", None, "20190701"],
            ["淘宝", "c", "2019-06", 7, 1, None, "20190701"],
            ["淘宝", "a", 2019.1, 7, 1, None, "20190701"],
            ["淘宝", "a", "2019-04", "七", 1, None, "20190701"],
            ["淘宝", "a", "2017-12", 7, 1, None, "20190701"],
            ["鱼塘", name, "2019-06", 7, 1, None, "20190701"],
            ["淘宝", "a", "2019-03", 7, 1, None, "2098-01-01"],
            ["合计", None, None, 141, 3.05, None, None],
        ],
        ["A3:A4"],
    )


def test_a_dirty_table_of_months_names_each_problem_with_its_cell(
    listing_of: ListingOf, clerk: Person
) -> None:
    first, second = listing_of("a"), listing_of("b", "jd")
    decided = decide_months(_dirty("1"), COUNTY, AS_OF)
    problems = {each.cell: each.why.code for each in decided.outcome.problems}
    assert problems == {
        "D4": "not_a_number",
        "B7": "unknown_listing",
        "C8": "which_month",
        "D9": "not_a_number",
        "C10": "before_opening",
        "B11": "unknown_listing",
        "G12": "modified_ahead",
    }
    notes = {each.why.code for each in decided.outcome.notes}
    assert {"row_twice", "merged_spread", "total_row"} <= notes
    assert [(each.listing_id, each.figures) for each in decided.said] == [
        (first.pk, Figures(120, 120, 1_250_000, 30_000)),
        (second.pk, Figures(7, 7, 900_000, 0)),
    ]
    assert not ShopMonth.objects.exists()


def test_the_dry_run_is_the_real_run_and_the_second_import_changes_nothing(
    listing_of: ListingOf, clerk: Person
) -> None:
    listing_of("a"), listing_of("b", "jd")
    upload = _upload(_dirty("1"))
    decided = decide_months(upload.data, COUNTY, AS_OF)
    brought = import_months(upload, decided.outcome.mark, AS_OF, clerk)
    assert (brought.added, brought.changed, brought.refused) == (2, 0, 7)
    assert brought.added == decided.outcome.new
    before = list(ShopMonth.objects.order_by("listing_id", "month").values())
    again = decide_months(upload.data, COUNTY, AS_OF)
    assert (again.outcome.writes, again.outcome.same) == (0, 2)
    import_months(upload, again.outcome.mark, AS_OF, clerk)
    assert list(ShopMonth.objects.order_by("listing_id", "month").values()) == before


def test_what_was_not_shown_is_not_written(listing_of: ListingOf, clerk: Person) -> None:
    listing = listing_of("a")
    upload = _upload(_csv([MONTHS_HEAD, ["淘宝", "a", "2019-06", 1, 1, 0, ""]]))
    shown = decide_months(upload.data, COUNTY, AS_OF)
    actions.enter_month(listing.pk, date(2019, 6, 1), Figures(9, 9, 9, 0), clerk)
    with pytest.raises(ChangedMeanwhile):
        import_months(upload, shown.outcome.mark, AS_OF, clerk)
    assert ShopMonth.objects.get().sales_fen == 9


def test_shops_of_other_counties_are_nobodys_to_import(
    listing_of: ListingOf, other_clerk: Person, buyer: Person
) -> None:
    listing_of("a")
    upload = _upload(_csv([MONTHS_HEAD, ["淘宝", "a", "2019-06", 1, 1, 0, ""]]))
    decided = decide_months(upload.data, (OTHER_COUNTY,), AS_OF)
    assert [each.why.code for each in decided.outcome.problems] == ["elsewhere_listing"]
    with pytest.raises(NotFound):
        import_months(upload, decided.outcome.mark, AS_OF, buyer)


def _shops(*rows: Sequence[object]) -> bytes:
    return _book([SHOPS_HEAD, *rows])


def _row(**said: object) -> list[object]:
    row: dict[str, object] = {
        "name": "王家山货",
        "kind": "在乡",
        "village": f"{VILLAGE}.0",
        "keeper_kind": "个人",
        "keeper": "王大娘",
        "mobile": "１３８００００００９１",
        "own": "否",
        "opened": "2018年1月10日",
        "platform": "淘宝",
        "number": "wang-1",
    }
    return list((row | said).values())


@pytest.mark.usefixtures("land")
def test_a_dirty_table_of_shops_names_each_problem_with_its_cell(clerk: Person) -> None:
    data = _shops(
        _row(),
        _row(platform="拼多多", number="wang-2"),
        _row(name="李家粮油", village="130827999999"),
        _row(name="赵家粮油", village="130623100201"),
        _row(name="钱家粮油", opened="二〇一八年"),
        _row(name="孙家粮油", keeper_kind="企业", number="sun"),
        _row(name="周家粮油", mobile="12345"),
        _row(name="吴家粮油", platform=None),
        _row(number="wang-3", keeper="王二娘"),
    )
    decided = decide_shops(data, COUNTY)
    problems = {each.cell: each.why.code for each in decided.outcome.problems}
    assert problems == {
        "C4": "bad_village",
        "C5": "elsewhere_village",
        "H6": "not_a_date",
        "F8": "bad_mobile",
        "I9": "listing_half_said",
        "E10": "says_otherwise",
    } | {each: code for each, code in problems.items() if code == "credit_code_needed"}
    assert "credit_code_needed" in problems.values()
    (shop,) = decided.said
    assert [each.number for each in shop.listings] == ["wang-1", "wang-2"]


@pytest.mark.usefixtures("land")
def test_shops_brought_in_twice_are_there_once_and_a_change_is_told(clerk: Person) -> None:
    upload = _upload(_shops(_row(), _row(platform="京东", number="w-jd")))
    first = import_shops(upload, decide_shops(upload.data, COUNTY).outcome.mark, clerk)
    assert (first.added, first.refused) == (2, 0)
    assert decide_shops(upload.data, COUNTY).outcome.writes == 0
    shop = Shop.objects.get()
    assert (shop.keeper_masked, shop.phone_tail, shop.keeper_name) == ("王**", "0091", "")
    assert b"13800000091" not in bytes(shop.phone_sealed or b"")
    changed = _upload(_shops(_row(own="是", mobile=""), _row(own="是", mobile="", number="w-3")))
    decided = decide_shops(changed.data, COUNTY)
    assert [each.verdict for each in decided.outcome.rows] == ["changed", "new"]
    import_shops(changed, decided.outcome.mark, clerk)
    shop.refresh_from_db()
    assert (shop.own_grown, shop.phone_tail, shop.listings.count()) == (True, "0091", 3)


@pytest.mark.usefixtures("land")
def test_a_listing_of_another_shop_is_not_taken_away(listing_of: ListingOf, clerk: Person) -> None:
    listing_of("wang-1")
    decided = decide_shops(_shops(_row()), COUNTY)
    assert [each.why.code for each in decided.outcome.problems] == ["listing_twice"]
    assert decided.said == []


ORDERS_HEAD = ["订单编号", "下单时间", "买家", "实付金额", "退款金额", "数量", "修改时间"]


def test_orders_become_months_without_buyers_and_windows_may_overlap(
    listing_of: ListingOf, clerk: Person
) -> None:
    listing = listing_of("a")
    early = _upload(
        _csv(
            [
                ORDERS_HEAD,
                ["1", "2019-05-31 23:59:59", "买家甲", "10.50", 0, 1, "2019-06-01 10:00"],
                ["2", "2019-06-01 00:00:00", "买家乙", "20", 0, 2, "2019-06-01 10:00"],
                ["3", "2019-06-02 09:00:00", "买家乙", "0", 0, 2, "2019-06-02 10:00"],
            ]
        )
    )
    late = _upload(
        _csv(
            [
                ORDERS_HEAD,
                ["2", "2019-06-01 00:00:00", "买家乙", "20", "5", 2, "2019-06-20 10:00"],
                ["4", "2019-06-30 23:00:00", "买家丙", "30", 0, 1, "2019-06-30 23:30"],
            ]
        )
    )
    for upload in (early, late, early, late):
        mark = decide_orders(upload.data, listing, AS_OF).outcome.mark
        import_orders(upload, mark, listing.pk, AS_OF, clerk)
    fields = ("month", "orders", "units", "sales_fen", "refunds_fen")
    assert list(ShopMonth.objects.order_by("month").values_list(*fields)) == [
        (date(2019, 5, 1), 1, 1, 1050, 0),
        (date(2019, 6, 1), 2, 3, 5000, 500),
    ]
    assert PlatformOrder.objects.count() == 4
    kept_for_good = [each for each in (early, late) if _is_kept(each.digest)]
    assert not kept_for_good


def _is_kept(digest: str) -> bool:
    try:
        kept.content("uploads", digest)
    except kept.Gone:
        return False
    return True


def test_an_older_file_never_overwrites_a_newer(listing_of: ListingOf, clerk: Person) -> None:
    listing_of("a")
    newer = _upload(_csv([MONTHS_HEAD, ["淘宝", "a", "2019-06", 5, 2, 0, "2019-07-10"]]))
    older = _upload(_csv([MONTHS_HEAD, ["淘宝", "a", "2019-06", 4, 1, 0, "2019-07-01"]]))
    for upload in (newer, older):
        mark = decide_months(upload.data, COUNTY, AS_OF).outcome.mark
        import_months(upload, mark, AS_OF, clerk)
    kept_month = ShopMonth.objects.get()
    assert (kept_month.orders, kept_month.sales_fen) == (5, 2_000_000)
    assert kept_month.modified_at == datetime(2019, 7, 9, 16, tzinfo=UTC)
