"""The recommendation as a file in the style of the 832 platform (脱贫地区农副产品网络销售平台).

The platform's own form was not at hand: these columns are an unverified default, made of what its
public notices ask of recommended suppliers and products.
"""

from collections.abc import Iterator

from yutang.channel.models import Recommendation
from yutang.channel.queries import counties, desk
from yutang.channel.queries.desk import GoodView
from yutang.channel.rules.recommending import Contact
from yutang.goods import queries as goods
from yutang.places import queries as places

HEADINGS = (
    "序号",
    "省",
    "市",
    "县",
    "是否832县",
    "摘帽年份",
    "供应商名称",
    "统一社会信用代码",
    "产品名称",
    "品类",
    "品类代码",
    "规格",
    "单价（元）",
    "年供应量（公斤）",
    "联系人",
    "联系电话",
    "认证情况",
    "SC编号",
    "结论",
)


def rows_of(recommendation: Recommendation, contact: Contact) -> Iterator[list[object]]:
    """Yield the headings and a row a good; the contact was opened by whoever asks."""
    yield list(HEADINGS)
    views = desk.goods_of(recommendation)
    codes = {view.row.county_code for view in views}
    exits = counties.exits(sorted(codes))
    names = places.names({code[:digits] for code in codes for digits in (2, 4, 6)})
    for number, view in enumerate(views, 1):
        code = view.row.county_code
        exit_of = exits.get(code)
        yield [
            number,
            *(names[code[:digits]] for digits in (2, 4, 6)),
            "是" if exit_of else "否",
            exit_of.exit_year if exit_of else None,
            view.product.producer_name,
            view.product.producer_credit_code,
            view.product.name,
            view.product.class_name,
            view.product.class_code,
            _packing(view),
            view.row.price_fen / 100,
            view.row.supply_kg,
            contact.name,
            contact.phone,
            _marks(view),
            view.product.sc_number,
            str(view.row.get_state_display()),
        ]


def _packing(view: GoodView) -> str:
    grams = view.product.net_weight_g
    return f"{grams / 1000:g}公斤/{view.product.unit_name}" if grams else view.product.unit_name


def _marks(view: GoodView) -> str:
    marks = goods.shown_marks(view.row.product_id)
    return "；".join(f"{mark.label} {mark.number}" for mark in marks)
