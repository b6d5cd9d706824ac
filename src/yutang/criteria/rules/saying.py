"""What a place lacks, and what it has, in words: Chinese and English. Pure.

Gaps are rounded up where they are shortened, so that whoever adds what is said is there.
"""

from collections.abc import Mapping, Sequence

from yutang.criteria.rules.judging import Shown, Way
from yutang.criteria.rules.pace import HISTORY_LEAST, Pace
from yutang.criteria.rules.wording import Input
from yutang.kernel.money import yuan

_FEN = 100
_WAN = 10_000
_SHORT_EN = 100_000
_MILLION = 1_000_000


def gap(asked: Input, more: int, language: str) -> str:
    """Return a gap in words: ``12 more active shops``, ``再多 80 万元电商销售额``."""
    number = f"{more:,}" if asked.unit != "yuan" else _money(more, language)
    return asked.more.said(language).format(n=number)


def way(told: Way, inputs: Mapping[str, Input], language: str) -> str:
    """Return one way to a yes as a sentence without its stop."""
    parts = [inputs[name].more.said(language) for name in told.become]
    parts += [gap(inputs[name], more, language) for name, more in told.more.items()]
    if told.unknown:
        names = [inputs[name].title.said(language) for name in told.unknown]
        if language == "en":
            parts.append(f"to be known: {', '.join(names)}")
        else:
            parts.append(f"还需知道：{'、'.join(names)}")
    return (" and " if language == "en" else "，并且").join(parts)


def ways(told: Sequence[Way], inputs: Mapping[str, Input], language: str) -> str:
    """Return all ways: ``12 more active shops; or 0.8 m yuan more of e-commerce sales``."""
    between = "; or " if language == "en" else "；或者"
    return between.join(way(each, inputs, language) for each in told)


def amount(asked: Input, value: int | None, language: str) -> str:
    """Return a value with its unit; empty when it is not known."""
    if value is None:
        return ""
    if asked.unit == "flag":
        return _flag(value, language)
    if asked.unit == "count":
        return f"{value:,}"
    told = f"{value // _FEN:,}" if value % _FEN == 0 else yuan(value)
    return f"{told} yuan" if language == "en" else f"{told} 元"


def share(of: int, over: int, language: str) -> str:
    """Return a share of two values of the same unit, to a tenth of a percent, rounded down."""
    tenths = of * 1000 // over
    told = f"{tenths // 10}.{tenths % 10}"
    return f"{told} %" if language == "en" else f"{told}%"


def had(shown: Shown, inputs: Mapping[str, Input], language: str) -> str:
    """Return what a place has of what a condition asks; empty when it is not known."""
    told = _of_year(amount(inputs[shown.test.input], shown.value, language), shown.year)
    if told and shown.is_least:
        told = f"at least {told}" if language == "en" else f"至少 {told}"
    if told and shown.value is not None and shown.over:
        part = share(shown.value, shown.over, language)
        over = _of_year(amount(inputs[shown.test.over], shown.over, language), shown.over_year)
        told = f"{told} of {over}: {part}" if language == "en" else f"{told} ÷ {over} ＝ {part}"
    return told


def needed(shown: Shown, inputs: Mapping[str, Input], language: str) -> str:
    """Return how much would be enough; empty where that is not known, or nothing to count."""
    asked = inputs[shown.test.input]
    return "" if asked.unit == "flag" else amount(asked, shown.target, language)


def outlook(found: Pace | None, by: str, language: str) -> str:
    """Return when a way is gone at the present pace; `by`: that month, as ``2020-03``."""
    english = language == "en"
    if found is None:
        return ""
    if found.outlook == "then":
        return f"at its present pace by {by}" if english else f"按现在的速度，{by} 达到"
    if found.outlook == "never":
        return "not at its present pace" if english else "按现在的速度达不到"
    if found.outlook == "short":
        if english:
            return f"not enough history: {found.history} of {HISTORY_LEAST} months"
        return f"历史数据不够：只有 {found.history} 个月，需要 {HISTORY_LEAST} 个月"
    return "there already" if english else "已经达到"


def _of_year(told: str, year: int | None) -> str:
    return f"{told} ({year})" if told and year else told


def _money(fen: int, language: str) -> str:
    whole = -(-fen // _FEN)
    if language == "en":
        if whole < _SHORT_EN:
            return f"{whole:,}"
        return f"{-(-whole * 100 // _MILLION) / 100:g} m"
    if whole < _WAN:
        return f"{whole:,} "
    return f"{-(-whole * 100 // _WAN) / 100:,g} 万"


def _flag(value: int, language: str) -> str:
    if language == "en":
        return "yes" if value else "no"
    return "是" if value else "不是"
