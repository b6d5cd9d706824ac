"""What is wrong with a row of a price list, and what the room refuses."""

from typing import ClassVar

from yutang.kernel.errors import Refusal


class Flaw(Refusal):
    """Why a row of a list is not among the quotes, or what was understood of it."""

    code = "price_flaw"
    title_zh: ClassVar[str] = "有问题"
    title_en: ClassVar[str] = "Something is wrong"
    status = 422


class NoName(Flaw):
    code = "no_name"
    title_zh = "没有品名"
    title_en = "no name"
    zh = "没有品名。"
    en = "The good has no name."


class TooLongName(Flaw):
    code = "too_long_name"
    title_zh = "品名太长"
    title_en = "name too long"
    zh = "品名或规格太长，不像是一个品种。"
    en = "Name or specification is too long to be those of a good."


class NotADay(Flaw):
    """Fields: `text`."""

    code = "not_a_day"
    title_zh = "日期读不出"
    title_en = "no day"
    zh = "“{text}”不是日期。请写成 2018-07-05。"
    en = "“{text}” is no day. Write it as 2018-07-05."


class DayAhead(Flaw):
    """Fields: `text`."""

    code = "day_ahead"
    title_zh = "日期还没到"
    title_en = "day still to come"
    zh = "{text} 还没有到。"
    en = "{text} has not come yet."


class NotAPrice(Flaw):
    """Fields: `text`."""

    code = "not_a_price"
    title_zh = "价格读不出"
    title_en = "no number"
    zh = "“{text}”不是价格。"
    en = "“{text}” is no price."


class NoPrice(Flaw):
    code = "no_price"
    title_zh = "没有价格或为 0"
    title_en = "no price, or 0"
    zh = "没有价格，或者价格是 0。"
    en = "There is no price, or it is 0."


class HalfPrice(Flaw):
    code = "half_price"
    title_zh = "只有一头的价格"
    title_en = "only one end"
    zh = "只有最低价或只有最高价，不知道平均价。"
    en = "Only the lowest or only the highest price is there, and no mean."


class LowOverHigh(Flaw):
    code = "low_over_high"
    title_zh = "最低价高于最高价"
    title_en = "lowest above highest"
    zh = "最低价高于最高价，平均价也不在两者之间，看不出哪个写错了。"
    en = "The lowest is above the highest and the mean not between them; one of them is wrong."


class MeanOutside(Flaw):
    code = "mean_outside"
    title_zh = "平均价不在两者之间"
    title_en = "mean outside"
    zh = "平均价不在最低价和最高价之间，有一个写错了。"
    en = "The mean does not lie between lowest and highest; one of them is wrong."


class NoUnit(Flaw):
    code = "no_unit"
    title_zh = "没有单位"
    title_en = "no unit"
    zh = "没有写单位（元/斤、元/公斤）。"
    en = "No unit is said (yuan a jin, yuan a kilogram)."


class UnknownWeight(Flaw):
    """Fields: `text`, the unit."""

    code = "unknown_weight"
    title_zh = "单位不知道多重"
    title_en = "unit of unknown weight"
    zh = "单位是“{text}”，不知道一{text}有多重，换算不成每公斤。规格写成“10斤/箱”就能读。"
    en = (
        "It is sold by “{text}”, whose weight is not said, so there is no price of a kilogram."
        " Say in the specification what one weighs."
    )


class ByThePiece(Flaw):
    """Fields: `text`, what the name says."""

    code = "by_the_piece"
    title_zh = "按个还是按重不清楚"
    title_en = "piece or weight"
    zh = "品名写着“{text}”，单位却是重量，不知道按什么卖。"
    en = "The name says “{text}”, the unit is a weight: it is not clear by what it is sold."


class OutOfRange(Flaw):
    """Fields: `text`."""

    code = "out_of_range"
    title_zh = "价格太离谱"
    title_en = "hardly a price"
    zh = "{text} 元/公斤，不像是价格。"
    en = "{text} yuan a kilogram is hardly a price."


class SaidTwice(Flaw):
    """Fields: `row` that says the same."""

    code = "said_twice"
    title_zh = "重复的行"
    title_en = "said twice"
    zh = "和第 {row} 行完全一样，只算一次。"
    en = "The same as row {row}; it counts once."


class TwoQuotes(Flaw):
    """Fields: `row` that says otherwise."""

    code = "two_quotes"
    title_zh = "同一天两个价"
    title_en = "two prices of a day"
    zh = "第 {row} 行同一天写了另一个价格，不知道哪个对，两行都没有收。"
    en = "Row {row} has another price of the same day; nobody knows which is right: both are out."


class UnknownMarket(Flaw):
    """Fields: `text`."""

    code = "unknown_market"
    title_zh = "市场没有登记"
    title_en = "market not registered"
    zh = "没有登记“{text}”这个市场。请先登记，再导入一次。"
    en = "There is no market “{text}”. Register it, then bring the list in again."


class Held(Flaw):
    """The quote is kept, but counts only once somebody confirmed it. Fields: `price`, `usual`."""

    code = "held_back"
    title_zh = "先留着：和前后差得远"
    title_en = "held back: far from other days"
    zh = "每公斤 {price} 元，前后几天都在 {usual} 元上下，先留着，确认后才算。"
    en = (
        "{price} yuan a kilogram where the days around have about {usual}: held back until somebody"
        " confirms it."
    )


class HeldWide(Held):
    """Fields: `low`, `high`."""

    code = "held_wide"
    title_zh = "先留着：最低最高差太多"
    title_en = "held back: too wide"
    zh = "最低 {low} 元、最高 {high} 元，差得太多，先留着，确认后才算。"
    en = "From {low} to {high} yuan is too far apart: held back until somebody confirms it."


class Swapped(Flaw):
    """A note."""

    code = "swapped"
    title_zh = "最低最高换了过来"
    title_en = "swapped, put right"
    zh = "最低价和最高价写反了，平均价在两者之间，已经换过来。"
    en = "Lowest and highest were swapped; the mean lies between them. They were put right."


class MeanMade(Flaw):
    """A note."""

    code = "mean_made"
    title_zh = "平均价取了中间"
    title_en = "mean made of both ends"
    zh = "没有平均价（或者是 0），取最低价和最高价的中间。"
    en = "There is no mean, or it is 0: the middle of lowest and highest was taken."


class OnlyMean(Flaw):
    """A note."""

    code = "only_mean"
    title_zh = "只有一个价"
    title_en = "one price only"
    zh = "只有一个价格，没有最低价和最高价。"
    en = "There is one price and neither lowest nor highest."


class WeightTaken(Flaw):
    """A note. Fields: `text`, `grams`."""

    code = "weight_taken"
    title_zh = "按规格算重量"
    title_en = "weight by specification"
    zh = "按规格“{text}”算一份 {grams} 克。"
    en = "By the specification “{text}” one is {grams} grams."


class NoSuchMarket(Refusal):
    """Fields: `name`."""

    code = "no_such_market"
    status = 404
    zh = "没有登记“{name}”这个市场。请先登记市场，写明来源和使用条件。"
    en = "There is no market “{name}”. Register it first, with its source and terms of use."


class MarketThere(Refusal):
    code = "market_there"
    status = 409
    field = "name"
    zh = "已经有叫这个名字的市场了。"
    en = "There is a market of this name already."


class GoodThere(Refusal):
    code = "good_there"
    status = 409
    field = "name"
    zh = "已经有叫这个名字的品种了，要合并请用“合并”。"
    en = "There is a good of this name already. To make them one, merge them."


class UnknownClass(Refusal):
    code = "unknown_class"
    status = 422
    field = "class_code"
    zh = "分类编码要 2、4 或 6 位数字（NY/T 3177）。"
    en = "A class is 2, 4 or 6 digits of NY/T 3177."


class SameGood(Refusal):
    code = "same_good"
    status = 422
    field = "into"
    zh = "不能合并到自己。请选另一个品种。"
    en = "A good cannot be merged into itself. Choose another one."


class NotHeld(Refusal):
    code = "not_held"
    status = 409
    zh = "这个价已经有人处理了。"
    en = "Somebody has decided on this quote already."


class ReasonMissing(Refusal):
    code = "reason_missing"
    status = 422
    field = "reason"
    zh = "请写明为什么不用管。"
    en = "Say why nothing needs to be done."


class FeedAway(Refusal):
    """Fields: `why`."""

    code = "feed_away"
    status = 502
    zh = "行情接口没有给出可用的回答（{why}），什么都没有写入。"
    en = "The price feed gave no usable answer ({why}). Nothing was written."
