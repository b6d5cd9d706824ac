"""What the tables of shops, months, orders and lines are called, and how cells are read."""

import re
from datetime import UTC, date, datetime, time
from typing import Final

from yutang.kernel.clock import CHINA
from yutang.plumbing.sheets.cells import Value, plain
from yutang.plumbing.sheets.columns import (
    YES_NO,
    At,
    Choice,
    Column,
    Day,
    Fen,
    Month,
    Number,
    Text,
    Whole,
    half_width,
)
from yutang.shops.errors import LooksLikeAddress
from yutang.shops.rules.destinations import is_address
from yutang.shops.rules.merging import MOST_FEN, MOST_ORDERS
from yutang.shops.rules.platforms import PLATFORMS

KINDS: Final = Choice(
    {
        "在乡": "in_village",
        "驻城": "in_town",
        "在村": "in_village",
        "村里": "in_village",
        "在城": "in_town",
        "城里": "in_town",
        "in the village": "in_village",
        "in town": "in_town",
    }
)
KEEPERS: Final = Choice(
    {
        "个人": "person",
        "合作社": "coop",
        "企业": "firm",
        "自然人": "person",
        "农户": "person",
        "公司": "firm",
        "个体户": "firm",
        "person": "person",
        "co-operative": "coop",
        "firm": "firm",
    }
)
PLATFORM: Final = Choice(
    {word: each.id for each in PLATFORMS for word in (each.zh, each.id, each.en, *each.also)}
)
_CLOCK = re.compile(r"(.*\d日?)[ T]*(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?")
_NUMBER_ALSO = ("店铺编号", "店铺ID", "店铺号", "店铺账号", "平台店铺", "shop id")


class Moment:
    """A moment on China's clock, as ``2019-06-30 18:05:00``; a day alone is its beginning."""

    def __call__(self, value: Value, at: At) -> datetime:
        if isinstance(value, datetime):
            return value.replace(tzinfo=CHINA).astimezone(UTC)
        said = half_width(plain(value))
        clock = _CLOCK.fullmatch(said)
        day: date = Day()(value, at)
        if clock is None or int(clock[2]) > 23 or int(clock[3]) > 59:  # noqa: PLR2004 - a clock
            return datetime.combine(day, time(), CHINA).astimezone(UTC)
        shown = time(int(clock[2]), int(clock[3]), min(59, int(clock[4] or 0)))
        return datetime.combine(day, shown, CHINA).astimezone(UTC)


class Province:
    """Where a parcel went, as a province or a county is called. An address is not even read."""

    is_text = True

    def __call__(self, value: Value, _at: At) -> str:
        said = half_width(plain(value))
        if is_address(said):
            raise LooksLikeAddress
        return said


MODIFIED: Final = Column(
    "modified_at",
    "修改时间",
    "Modified",
    Moment(),
    also=("更新时间", "最后修改", "修改日期", "订单修改时间"),
    required=False,
    example="2019-07-02 09:30:00",
)
SHOPS: Final = (
    Column("name", "店铺名称", "Shop", Text(60), also=("店名", "网店名称"), example="王家山货"),
    Column("kind", "类型", "Kind", KINDS, also=("在乡驻城", "店铺类型"), example="在乡"),
    Column(
        "village",
        "家乡村",
        "Home village",
        Text(60),
        also=("村", "所在村", "行政村", "村名", "村代码", "village"),
        example="峪耳崖村",
    ),
    Column("run_at", "经营地", "Run at", Text(60), also=("经营地点",), required=False, example=""),
    Column("keeper_kind", "店主类型", "Keeper's kind", KEEPERS, also=("主体类型",), example="个人"),
    Column(
        "keeper",
        "店主",
        "Keeper",
        Text(80),
        also=("店主姓名", "负责人", "主体名称"),
        example="张三",
    ),
    Column(
        "mobile",
        "手机",
        "Mobile",
        Text(20),
        also=("手机号", "联系电话", "电话"),
        required=False,
    ),
    Column(
        "credit_code",
        "统一社会信用代码",
        "Social credit code",
        Text(18),
        also=("信用代码",),
        required=False,
    ),
    Column(
        "own_grown",
        "只卖自产",
        "Own-grown only",
        YES_NO,
        also=("自产自销",),
        required=False,
        example="否",
    ),
    Column("opened_on", "开店日期", "Opened on", Day(), also=("开店时间",), example="2018-01-10"),
    Column("closed_on", "关店日期", "Closed on", Day(), also=("关店时间",), required=False),
    Column("platform", "平台", "Platform", PLATFORM, required=False, example="淘宝"),
    Column(
        "number",
        "平台店铺号",
        "Number there",
        Text(60),
        also=_NUMBER_ALSO,
        required=False,
        example="wangjia-01",
    ),
)
SHOPS_KEY: Final = ("village", "name", "platform", "number")
MONTHS: Final = (
    Column("platform", "平台", "Platform", PLATFORM, example="淘宝"),
    Column(
        "number", "平台店铺号", "Number there", Text(60), also=_NUMBER_ALSO, example="wangjia-01"
    ),
    Column("month", "月份", "Month", Month(), also=("统计月份", "年月"), example="2019-06"),
    Column(
        "orders",
        "订单数",
        "Orders",
        Whole(0, MOST_ORDERS),
        also=("订单量", "单量", "成交订单数"),
        example=120,
    ),
    Column(
        "units",
        "件数",
        "Units",
        Whole(0, MOST_ORDERS),
        also=("销量", "成交件数"),
        required=False,
        example=150,
    ),
    Column(
        "sales_fen",
        "销售额",
        "Sales",
        Fen(0, MOST_FEN),
        also=("交易额", "成交额", "成交金额", "GMV"),
        example=8450.5,
    ),
    Column(
        "refunds_fen",
        "退款额",
        "Refunds",
        Fen(0, MOST_FEN),
        also=("退款", "退款金额"),
        required=False,
        example=120,
    ),
    MODIFIED,
)
MONTHS_KEY: Final = ("platform", "number", "month")
_ORDER: Final = Column(
    "order", "订单编号", "Order", Text(60), also=("订单号", "主订单编号"), example="190601-0001"
)
_PLACED: Final = Column(
    "placed_at",
    "下单时间",
    "Placed",
    Moment(),
    also=("订单创建时间", "创建时间", "付款时间", "订单付款时间"),
    example="2019-06-01 10:20:00",
)
_PAID: Final = Column(
    "paid_fen",
    "实付金额",
    "Paid",
    Fen(0, MOST_FEN),
    also=("买家实际支付金额", "商家实收金额", "实收金额", "订单金额", "买家实付金额"),
    example=59.8,
)
_REFUNDED: Final = Column(
    "refunded_fen",
    "退款金额",
    "Refunded",
    Fen(0, MOST_FEN),
    also=("退款", "退款额"),
    required=False,
    example=0,
)
_UNITS: Final = Column(
    "units",
    "件数",
    "Units",
    Whole(0, MOST_ORDERS),
    also=("宝贝总数量", "商品数量", "数量", "购买数量"),
    required=False,
    example=2,
)
ORDERS: Final = (_ORDER, _PLACED, _PAID, _REFUNDED, _UNITS, MODIFIED)
ORDERS_KEY: Final = ("order",)
LINES: Final = (
    _ORDER,
    Column(
        "line",
        "子订单编号",
        "Line",
        Text(60),
        also=("子订单号", "行号", "明细编号"),
        required=False,
        example="190601-0001-1",
    ),
    Column(
        "good",
        "商品",
        "Good",
        Text(120),
        also=("宝贝标题", "标题", "商品标题", "商品名称", "宝贝名称", "品名"),
        example="宽城板栗",
    ),
    _PLACED,
    _UNITS,
    Column(
        "kg",
        "重量（公斤）",
        "Weight (kg)",
        Number(3, 0, MOST_ORDERS, "公斤"),
        also=("重量", "重量（千克）", "净重", "净重（公斤）"),
        required=False,
        example=2.5,
    ),
    _PAID,
    _REFUNDED,
    Column(
        "province",
        "收货省份",
        "Sent to",
        Province(),
        also=("省份", "省", "收货省", "收货省市", "收货县", "收货区县", "目的地"),
        required=False,
        example="广东省",
    ),
    Column(
        "buyer",
        "买家",
        "Buyer",
        Text(120),
        also=("买家会员名", "买家昵称", "买家账号", "买家ID"),
        required=False,
    ),
    MODIFIED,
)
LINES_KEY: Final = ("order", "line", "good")
