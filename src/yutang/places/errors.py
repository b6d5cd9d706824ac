"""Refusals of the places room."""

from yutang.kernel.errors import NotFound, Refusal


class BadCode(Refusal):
    """The text is no place code; fields: `text`."""

    code = "bad_place_code"
    status = 422
    zh = "“{text}”不是区划代码。代码是 2、4、6、9 或 12 位数字，例如 130827。"
    en = "“{text}” is no place code. A code has 2, 4, 6, 9 or 12 digits, for example 130827."


class WrongLevel(Refusal):
    """The place exists but is of another level than asked for; fields: `text`."""

    code = "wrong_place_level"
    status = 422
    zh = "“{text}”的级别不对，请选到要求的那一级。"
    en = "“{text}” is a place of another level. Please choose one of the level asked for."


class UnknownPlace(NotFound):
    """No place of this code is loaded; fields: `text`."""

    code = "unknown_place"
    zh = "没有找到代码为“{text}”的地方。它所在的省份可能还没有载入。"
    en = "No place has the code “{text}”. Its province may not be loaded yet."


class UnknownProvince(NotFound):
    """The national table has no province of this code; fields: `text`."""

    code = "unknown_province"
    zh = "全国区划表里没有代码为“{text}”的省份。"
    en = "The national table has no province with the code “{text}”."


class BadPoint(Refusal):
    """A point that lies nowhere on the earth; fields: `text`, the place's code."""

    code = "bad_point"
    status = 422
    zh = "“{text}”的经纬度不对：经度在 -180 到 180 之间，纬度在 -90 到 90 之间。"
    en = "The point of “{text}” lies nowhere: longitude is -180 to 180, latitude -90 to 90 degrees."


class BadClass(Refusal):
    """No urban-rural class; fields: `text`."""

    code = "bad_urban_rural_class"
    status = 422
    zh = "“{text}”不是城乡分类代码。城乡分类代码有 111、112、121、122、123、210、220。"
    en = "“{text}” is no urban-rural class: there are 111, 112, 121, 122, 123, 210 and 220."


class TwiceInIt(Refusal):
    """One place twice in a file, with different values; fields: `text`, its code."""

    code = "place_twice"
    status = 422
    zh = "“{text}”出现了两次，内容不同。请先删去错的一行。"
    en = "“{text}” is there twice, with different values. Please take the wrong row out first."


class BadSuccessor(Refusal):
    """A successor without the old name or without its source."""

    code = "bad_successor"
    status = 422
    zh = "旧名称和来源都要填写。"
    en = "The name then and the source are both needed."


class LeadsBackwards(Refusal):
    """A successor in the same edition or an earlier one; fields: `old`, `new`."""

    code = "successor_backwards"
    status = 422
    field = "new_edition"
    zh = "新代码的版本（{new}）必须晚于旧代码的版本（{old}），沿革不能倒退，也不能循环。"
    en = "The new code's edition ({new}) has to be later than the old one's ({old}): no circles."


class NowhereToLead(Refusal):
    """An abolished place with a new code, or another without one."""

    code = "successor_nowhere"
    status = 422
    field = "new_code"
    zh = "“撤销”不能有新代码；其他变化必须写明新代码。"
    en = "An abolished place has no new code; for all else the new code is needed."


class OnlySplitsDivide(Refusal):
    """An old code that leads to two places and is not divided; fields: `text`."""

    code = "successor_twice"
    status = 422
    field = "new_code"
    zh = "“{text}”在这个版本已经有去向。只有“分为”才能有几个去向，请先改正或删去原来的一条。"
    en = "“{text}” has a successor in this edition already. Only a place divided has several."


class ReasonNeeded(Refusal):
    code = "reason_needed"
    status = 422
    field = "reason"
    zh = "请写明理由，方便别人核对。"
    en = "Please give the reason, so that others can check it."


class NothingChosen(Refusal):
    code = "nothing_chosen"
    status = 422
    field = "code"
    zh = "请选一个地方，或选“已不存在”。"
    en = "Please choose a place, or that it no longer exists."


class NoPlaces(Refusal):
    """A list that names no county, town or village."""

    code = "list_without_places"
    status = 422
    field = "file"
    zh = "这个表格里没有县、乡镇或村的列。表头请写：省、市、县、乡镇、村（至少有县）。"
    en = "This table has no county, town or village. Head its columns: province, city, county, …"
