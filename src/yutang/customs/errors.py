"""Refusals of the customs room. `field` names the question of the form that they answer."""

from typing import ClassVar

from yutang.kernel.errors import Refusal


class BadDeclaration(Refusal):
    """Something said about a product that no customs list can hold."""

    code = "bad_declaration"
    status = 422
    field: ClassVar[str] = ""


class BadHsCode(BadDeclaration):
    """Fields: `text`."""

    code = "bad_hs_code"
    field = "hs_code"
    zh = "海关编码“{text}”不对：应是 10 位数字，前两位是 01 到 97（没有 77），例如 0802410000。"
    en = "'{text}' is no HS code: 10 digits, beginning with a chapter from 01 to 97 (not 77)."


class BadCountry(BadDeclaration):
    """Fields: `text`."""

    code = "bad_country"
    field = "origin_country"
    zh = "原产国“{text}”不对：请填两个大写字母的国家代码，例如 CN。"
    en = "'{text}' is no country: two capital letters, such as CN."


class BadWeights(BadDeclaration):
    code = "bad_weights"
    field = "gross_g"
    zh = "毛重不能比净重轻，两个都要大于 0。"
    en = "The gross weight is not below the net weight, and both are more than 0."


class BadUnitCode(BadDeclaration):
    """Fields: `text`."""

    code = "bad_unit_code"
    field = "unit_code"
    zh = "计量单位代码“{text}”不对：应是 3 位数字，例如 035（千克）。"
    en = "'{text}' is no unit of the customs: 3 digits, such as 035 (kilogram)."


class BadRate(Refusal):
    """Fields: `text`."""

    code = "bad_rate"
    status = 422
    zh = "这条汇率看不懂：“{text}”。请写成“USD,2026-11-18,7.1132”：币种、日期、1 单位外币合多少元。"
    en = "Not a rate: '{text}'. Write USD,2026-11-18,7.1132: currency, day, yuan for one."


class BadPeriod(Refusal):
    """Fields: `most`, in days."""

    code = "bad_period"
    status = 422
    zh = "起止日期不对：开始不能晚于结束，一次最多 {most} 天。"
    en = "The days do not fit: from a day to a later one, {most} days at most."
