"""Refusals of the shops room."""

from typing import ClassVar

from yutang.kernel.errors import Refusal


class BadShop(Refusal):
    code = "bad_shop"
    status = 422
    zh = "请填写店铺名称（最多 60 个字），并选好类型和店主类型。"
    en = "Please give the shop's name (at most 60 letters), its kind and its keeper's kind."


class KeeperNeeded(Refusal):
    code = "keeper_needed"
    status = 422
    field: ClassVar[str] = "keeper"
    zh = "请填写店主：个人写姓名，合作社或企业写名称。"
    en = "Please say who keeps the shop: a person's name, or the firm's or co-operative's."


class OpensAhead(Refusal):
    code = "opens_ahead"
    status = 422
    field: ClassVar[str] = "opened_on"
    zh = "开店日期在今天以后。已经开了的店再登记。"
    en = "It opens later than today. Register shops once they are open."


class ClosedBeforeOpened(Refusal):
    code = "closed_before_opened"
    status = 422
    field: ClassVar[str] = "closed_on"
    zh = "关店日期早于开店日期。"
    en = "It closes before it opens."


class ShopTwice(Refusal):
    code = "shop_twice"
    status = 409
    field: ClassVar[str] = "name"
    zh = "这个村已经有同名的店铺。"
    en = "This village has a shop of that name already."


class BadVillage(Refusal):
    """Fields: `found`, the villages that the words may mean."""

    code = "bad_village"
    status = 422
    field: ClassVar[str] = "village"
    zh = "请写清楚是哪个村（到行政村）。可能是：{found}"
    en = "Please say which village. It may be: {found}"


class BadPlace(Refusal):
    """Fields: `found`, the places that the words may mean."""

    code = "bad_run_at"
    status = 422
    field: ClassVar[str] = "run_at"
    zh = "请写清楚在哪里经营，例如县城或城市。可能是：{found}"
    en = "Please say where it is run, a town or city. It may be: {found}"


class ElsewhereVillage(Refusal):
    """Fields: `name` of the village."""

    code = "elsewhere_village"
    status = 422
    field: ClassVar[str] = "village"
    zh = "{name}不在您负责的地区，请让那里的工作人员登记。"
    en = "{name} is not in your area. Please ask the clerk there."


class BadListing(Refusal):
    code = "bad_listing"
    status = 422
    field: ClassVar[str] = "number"
    zh = "请选平台，并填写店铺在那里的名称或编号（最多 60 个字）。"
    en = "Please choose the platform and give the shop's name or number there (60 letters)."


class ListingTwice(Refusal):
    """Fields: `shop` that has it."""

    code = "listing_twice"
    status = 409
    field: ClassVar[str] = "number"
    zh = "这个平台店铺已经登记在“{shop}”名下。"
    en = "This listing is registered already, with “{shop}”."


class TypedHere(Refusal):
    code = "typed_here"
    status = 422
    field: ClassVar[str] = "platform"
    zh = "本平台的销售由订单自动计算，不用填。请给店铺选好生产者。"
    en = "Sales on this platform are counted from its orders. Choose the shop's producer instead."


class BadMonth(Refusal):
    code = "bad_month"
    status = 422
    field: ClassVar[str] = "month"
    zh = "请填写开店以后、到本月为止的月份。"
    en = "Please give a month since the shop opened, up to the present one."


class MonthIsNewer(Refusal):
    code = "month_is_newer"
    status = 409
    zh = "这个月已有更新的数据，没有改动。"
    en = "Newer figures of this month are known; nothing was changed."


class UnknownListing(Refusal):
    """Fields: `platform`, `number`."""

    code = "unknown_listing"
    status = 422
    zh = "没有登记过这个店铺：{platform} {number}。请先登记店铺，或核对店铺编号。"
    en = "No shop is registered as {platform} {number}. Register it first, or check the number."


class ElsewhereListing(Refusal):
    """Fields: `platform`, `number`."""

    code = "elsewhere_listing"
    status = 422
    zh = "店铺 {platform} {number} 不在您负责的地区。"
    en = "The shop {platform} {number} is not in your area."


class BeforeOpening(Refusal):
    """Fields: `opened`, a day."""

    code = "before_opening"
    status = 422
    zh = "店铺 {opened} 才开，这个月还没有开店。请核对月份或开店日期。"
    en = "The shop opened on {opened}, after this month. Check the month or the opening day."


class MonthAhead(Refusal):
    code = "month_ahead"
    status = 422
    zh = "这个月还没有到。"
    en = "This month is still to come."


class ModifiedAhead(Refusal):
    code = "modified_ahead"
    status = 422
    zh = "修改日期在今天以后。"
    en = "The day of modification is still to come."


class VillageRenamed(Refusal):
    """A note. Fields: `name` as it is called now, `code`."""

    code = "village_renamed"
    status = 422
    zh = "这是旧名称或旧代码，现在是{name}（{code}），按现在的登记。"
    en = "This is an old name or code; it is {name} ({code}) now and is registered so."


class SaysOtherwise(Refusal):
    """Fields: `row` that says something else of the same shop."""

    code = "says_otherwise"
    status = 422
    zh = "同一家店和第 {row} 行写得不一样。请改成一样的。"
    en = "Row {row} says something else of the same shop. Please make them agree."


class ListingHalfSaid(Refusal):
    code = "listing_half_said"
    status = 422
    zh = "平台和平台店铺号要一起填，或者都不填。"
    en = "Give the platform and the number there together, or neither."


class NotPaid(Refusal):
    """A note: an order that nobody paid."""

    code = "order_not_paid"
    status = 422
    zh = "实付金额是 0，不算成交。"
    en = "Nothing was paid for it, so it does not count."


class LooksLikeAddress(Refusal):
    code = "looks_like_address"
    status = 422
    zh = "这里像是收货地址。这一列只写省份或县区名，请不要上传地址。"
    en = "This looks like an address. Write the province or county only, and bring in no addresses."


class UnknownDestination(Refusal):
    """A note. Fields: `text`."""

    code = "unknown_destination"
    status = 422
    zh = "“{text}”看不出是哪个省，去向记为不知道。"
    en = "Which province “{text}” is in is not clear; where it went stays unknown."


class LineTwice(Refusal):
    """Fields: `row` with the same number."""

    code = "line_twice"
    status = 422
    zh = "子订单编号和第 {row} 行相同。每行的编号应当不同。"
    en = "Row {row} has the same line number. Each line needs its own."


class FewerThanKnown(Refusal):
    """A note. Fields: `month`, `known` and `listed` numbers of orders."""

    code = "fewer_than_known"
    status = 422
    zh = (
        "{month} 已知有 {known} 个订单，明细里只有 {listed} 个。"
        "写入后这个月按明细计算，请把整月的明细都导入。"
    )
    en = (
        "{month} is known to have {known} orders, lines are there of {listed}. The month will be"
        " counted from lines: bring in all of its lines."
    )
