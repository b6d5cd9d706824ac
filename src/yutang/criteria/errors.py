"""Refusals of the criteria room."""

from typing import ClassVar

from yutang.kernel.errors import NotFound, Refusal


class BadCriterion(Refusal):
    """A criterion contradicts itself; fields: `id`, `part`."""

    code = "bad_criterion"
    status = 422
    zh = "认定标准 {id} 写得不对：{part}。"
    en = "The criterion {id} is not well formed: {part}."


class UnknownCriterion(NotFound):
    """No criterion of this id; fields: `id`, `known`."""

    code = "unknown_criterion"
    zh = "没有“{id}”这个认定标准。现有：{known}。"
    en = "There is no criterion “{id}”. There are: {known}."


class BadPeriod(Refusal):
    """The text is no period of months; fields: `text`."""

    code = "bad_period"
    status = 422
    field: ClassVar[str] = "period"
    zh = "“{text}”不是时间段。请写成 2018-07..2019-06（起止月份都算），或一个年份 2019。"
    en = "“{text}” is no period. Write 2018-07..2019-06 (both months included), or a year, as 2019."


class WrongWindow(Refusal):
    """The criterion counts other months; fields: `id`, `months`, `found`, `example`."""

    code = "wrong_window"
    status = 422
    field: ClassVar[str] = "period"
    zh = "{id} 按 {months} 个月统计，所给时间段是 {found} 个月。例如：{example}。"
    en = "{id} counts {months} months; the period given has {found}. For example: {example}."


class WrongFirstMonth(Refusal):
    """The criterion's year begins in another month; fields: `id`, `first_month`, `example`."""

    code = "wrong_first_month"
    status = 422
    field: ClassVar[str] = "period"
    zh = "{id} 的统计年度从 {first_month} 月开始。例如：{example}。"
    en = "The year of {id} begins in month {first_month}. For example: {example}."


class PlaceTooLow(Refusal):
    """The criterion is about larger places; fields: `id`."""

    code = "place_too_low"
    status = 422
    field: ClassVar[str] = "place"
    zh = "{id} 认定的是更大的地方，请选上一级。"
    en = "{id} is about larger places. Please choose one further up."


class WhichPlace(Refusal):
    """Fields: `found`, the places that the words may mean."""

    code = "which_place"
    status = 422
    field: ClassVar[str] = "place"
    zh = "请写清楚是哪个地方，或写代码。可能是：{found}"
    en = "Please say which place, or give its code. It may be: {found}"


class NotOfPlaces(Refusal):
    """The criterion is about groups of villages; fields: `id`."""

    code = "not_of_places"
    status = 422
    field: ClassVar[str] = "criterion"
    zh = "{id} 说的是成片的村。请先认定淘宝村，再在认定结果里看集群。"
    en = "{id} is about groups of villages: identify the villages first, and open their clusters."


class NothingImported(Refusal):
    """Nothing is known of any place there; fields: `what`."""

    code = "nothing_imported"
    status = 409
    zh = "还没有可以认定的数据。请先导入：{what}。"
    en = "There is nothing to judge by yet. Import first: {what}."


class NoPlaces(Refusal):
    """The tree has no place of the criterion's level there; fields: `code`, `province`."""

    code = "no_places"
    status = 409
    zh = "{code} 下面没有载入这一级的地方。请先运行：yutang places load --province {province}"
    en = "No place of that level is loaded under {code}: yutang places load --province {province}"


class TooWide(Refusal):
    """Too many places for a page; fields: `command`."""

    code = "too_wide"
    status = 422
    field: ClassVar[str] = "place"
    zh = "范围太大，网页上只能认定一个地市以内。全省请由运营人员运行：{command}"
    en = "That is too wide for a page: a prefecture at most. The operator can run: {command}"


class BadTarget(Refusal):
    """A county's own target says nothing, or does not say why."""

    code = "bad_target"
    status = 422
    zh = "请至少写一个目标数，并说明理由（不少于 4 个字）。"
    en = "Please give at least one number to reach, and a reason of 4 letters or more."


class TargetTwice(Refusal):
    """Two wrote a version at the same moment."""

    code = "target_twice"
    status = 409
    zh = "刚刚有人写了新的一版，请先看看再改。"
    en = "Somebody has just written a new version. Please look at it first."


class BadList(Refusal):
    """A list of villages without some of its columns; fields: `missing`, their names."""

    code = "bad_village_list"
    status = 422
    zh = "这份村名单缺少这些列：{missing}。第一行请写列名：省、市、县、镇、村。"
    en = (
        "This list of villages lacks the columns {missing}. Its first row names them:"
        " province, city, county, town, village."
    )
