"""Lines sold on other platforms: windows overlap, orders count once, nobody's name is kept."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import VILLAGE

from yutang.people.models import Person
from yutang.plumbing import kept
from yutang.plumbing.sheets.trial import Upload
from yutang.shops.actions.importing import import_lines, import_orders
from yutang.shops.models import Listing, PlatformOrder, ShopMonth, SoldLine
from yutang.shops.queries.deciding import decide_orders
from yutang.shops.queries.deciding_lines import decide_lines
from yutang.shops.queries.sold import goods_of
from yutang.shops.rules.destinations import is_address, province_of

ListingOf = Callable[..., Listing]
AS_OF = date(2019, 7, 2)
HEAD = [
    *("主订单编号", "子订单编号", "宝贝标题", "订单付款时间", "购买数量", "买家实际支付金额"),
    *("退款金额", "收货省份", "买家会员名", "修改时间"),
]
ORDERS_HEAD = ["订单编号", "下单时间", "实付金额", "退款金额", "数量", "修改时间"]
EARLY, LATER = "2019-06-03 10:00", "2019-06-20 10:00"


def _upload(rows: Sequence[Sequence[object]], head: Sequence[object] = HEAD) -> Upload:
    text = io.StringIO()
    csv.writer(text).writerows([head, *rows])
    return Upload(kept.keep("uploads-waiting", text.getvalue().encode("gb18030")), "lines.csv")


def _bring(listing: Listing, by: Person, *rows: Sequence[object]) -> None:
    upload = _upload(rows)
    mark = decide_lines(upload.data, listing, AS_OF).outcome.mark
    import_lines(upload, mark, listing.pk, AS_OF, by)


def _line(
    order: str, line: str = "1", paid: object = 20, back: object = 0, modified: str = EARLY
) -> list[object]:
    good = "宽城板栗" if line == "1" else "苹果"
    return [order, line, good, "2019-06-02 09:00", 2, paid, back, "河北省", "买家甲", modified]


def _months() -> list[tuple[object, ...]]:
    fields = ("month", "orders", "units", "sales_fen", "refunds_fen", "source")
    return list(ShopMonth.objects.order_by("month").values_list(*fields))


def _breaches() -> list[object]:
    from yutang.plumbing import statements

    with connection.cursor() as cursor:
        cursor.execute(statements.load("shops", "verify_sold_lines"))
        return list(cursor.fetchall())


def test_lines_come_in_windows_that_overlap_and_in_any_order(
    listing_of: ListingOf, clerk: Person
) -> None:
    listing = listing_of("a")
    early = [_line("1"), _line("1", "2", 30), _line("2", paid=0)]
    late = [_line("1", "2", 30, 12, LATER), _line("3", modified=LATER)]
    for rows in (early, late, early):
        _bring(listing, clerk, *rows)
    assert SoldLine.objects.count() == 4
    assert _months() == [(date(2019, 6, 1), 2, 6, 7000, 1200, "lines")]
    first, *_others = goods_of(listing.pk, date(2019, 6, 1))
    assert (first.good, first.units, first.sales_fen, first.provinces) == ("宽城板栗", 4, 4000, 1)
    assert _breaches() == []


def test_an_order_known_from_a_table_of_orders_counts_once(
    listing_of: ListingOf, clerk: Person
) -> None:
    listing = listing_of("a")
    orders = _upload([["1", "2019-06-02 09:00", "58", 0, 3, LATER]], ORDERS_HEAD)
    mark = decide_orders(orders.data, listing, AS_OF).outcome.mark
    import_orders(orders, mark, listing.pk, AS_OF, clerk)
    _bring(listing, clerk, _line("1"), _line("1", "2", 30), _line("2"))
    assert _months() == [(date(2019, 6, 1), 2, 5, 7800, 0, "file")]
    _bring(listing, clerk, _line("1", "2", 30, 30, "2019-06-21 08:00"))
    assert _months() == [(date(2019, 6, 1), 2, 6, 7000, 3000, "lines")]
    assert PlatformOrder.objects.count() == 2
    assert _breaches() == []


def test_no_name_and_no_address_is_kept(listing_of: ListingOf, clerk: Person) -> None:
    listing = listing_of("a")
    address, unclear = _line("8"), _line("9")
    address[7], unclear[7] = "河北省承德市宽城县开发路1号", "不知道"
    upload = _upload([_line("1"), _line("2"), address, unclear])
    decided = decide_lines(upload.data, listing, AS_OF)
    assert [(each.cell, each.why.code) for each in decided.outcome.problems] == [
        ("H4", "looks_like_address")
    ]
    assert [each.why.code for each in decided.outcome.notes] == ["unknown_destination"]
    import_lines(upload, decided.outcome.mark, listing.pk, AS_OF, clerk)
    first, second, third = SoldLine.objects.order_by("id")
    assert first.buyer is not None
    assert first.buyer == second.buyer
    assert (first.origin_code, third.to_province) == (VILLAGE, "")
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(s::text, ' ') from shops_soldline s")
        (text,) = cursor.fetchone() or ("",)
    assert "买家甲" not in text
    assert "开发路" not in text


def test_a_month_that_is_known_to_have_more_is_told(listing_of: ListingOf, clerk: Person) -> None:
    from yutang.shops import actions
    from yutang.shops.rules.merging import Figures

    listing = listing_of("a")
    actions.enter_month(listing.pk, date(2019, 6, 1), Figures(40, 60, 90000, 0), clerk)
    decided = decide_lines(_upload([_line("1"), _line("1")]).data, listing, AS_OF)
    codes = [each.why.code for each in decided.outcome.notes]
    assert codes == ["row_twice", "fewer_than_known"]
    twice = decide_lines(_upload([_line("1"), _line("1", paid=5)]).data, listing, AS_OF)
    assert {each.why.code for each in twice.outcome.problems} == {"row_against"}


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("河北省", False),
        ("唐山市路北区", False),
        ("石楼县", False),
        ("常州市钟楼区", False),
        ("广东省深圳市南山区科技园路", True),
        ("宽城县板城镇1号", True),
        ("幸福小区", True),
        ("某某公司", True),
    ],
)
def test_what_says_more_than_a_county_is_an_address(text: str, yes: bool) -> None:  # noqa: FBT001
    assert is_address(text) is yes


@given(st.lists(st.from_regex(r"[1-9][0-9]{5}", fullmatch=True)))
def test_a_province_is_told_only_when_all_agree(codes: list[str]) -> None:
    found = province_of(codes)
    assert (found != "") == (len({code[:2] for code in codes}) == 1)
    assert all(code.startswith(found) for code in codes)
