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
