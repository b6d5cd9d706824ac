"""What an offer may say, and the way it goes: checked by a clerk before anybody reads it.

No fee may be asked of who looks for work, and nobody is chosen by gender, marriage, children,
origin, looks or age where the work does not ask for it (就业促进法 arts. 3, 26-31;
人力资源市场暂行条例 art. 24). Nobody under 16 works; at 16 and 17 neither at night nor in hard or
dangerous work (未成年工特殊保护规定).
"""

import re
from datetime import date
from typing import Final, NamedTuple

DRAFT, CHECK, RETURNED, PUBLIC, CLOSED = "draft", "check", "returned", "public", "closed"
ARROWS: Final[dict[str, frozenset[str]]] = {
    DRAFT: frozenset({CHECK, CLOSED}),
    CHECK: frozenset({PUBLIC, RETURNED, DRAFT}),
    RETURNED: frozenset({CHECK, CLOSED}),
    PUBLIC: frozenset({DRAFT, CLOSED}),
    CLOSED: frozenset(),
}
EDITABLE: Final = frozenset({DRAFT, RETURNED})

AGE_LEAST: Final = 16
ADULT: Final = 18
ABOUT_LEAST: Final = 10
ABOUT_MOST: Final = 2000
CONTACT_MOST: Final = 80
REASON_LEAST: Final = 4
REASON_MOST: Final = 300
WANTED_MOST: Final = 999
DAYS_MOST: Final = 180
"""How far ahead an offer may stand on the board."""

_NOT = r"(?<![不无没免勿])(?<!不收)(?<!不用交)(?<!不得收取)(?<!无需)"
_FEES = re.compile(
    _NOT + r"(押金|保证金|报名费|培训费|服装费|中介费|介绍费|入职费|体检费|资料费|会费|先交|"
    r"扣身份证|押身份证|押证件)"
)
_UNFAIR = re.compile(
    r"(限男|限女|仅限男|仅限女|只招男|只招女|只要男|只要女|男性优先|女性优先|男士优先|女士优先|"
    r"未婚|已婚已育|已育|不要孕|无生育|形象好|五官端正|颜值|身高[0-9１-９]|体重[0-9]|汉族|"
    r"本地户口|限本地|不要外地|不要[^，。；\s]{0,6}人|[0-9]{2}岁以下|属相|星座|无乙肝|不要乙肝)"
)


class OfferFacts(NamedTuple):
    """An offer as it is written. Pay is in fen a month or a day; a share is in percent."""

    kind: str
    title: str
    about: str
    place_code: str
    wanted: int
    pay_basis: str
    pay_from_fen: int
    pay_to_fen: int
    share_percent: int
    housing: bool
    age_least: int
    until: date
    contact: str


def fees(text: str) -> list[str]:
    """Return the words that ask for money; "no deposit" is none."""
    return sorted({found[1] for found in _FEES.finditer(text)})


def unfair(text: str) -> list[str]:
    """Return the words that may shut somebody out unfairly; a person judges them."""
    return sorted({found[1] for found in _UNFAIR.finditer(text)})


def flags(facts_text: str) -> list[str]:
    """Return all words that whoever checks has to look at."""
    return [*fees(facts_text), *unfair(facts_text)]


def pay_fits(facts: OfferFacts) -> bool:
    """Tell whether the pay is whole: a range, a share, or none for an internship."""
    amounts = (facts.pay_from_fen, facts.pay_to_fen)
    if facts.pay_basis in {"month", "day"}:
        return 0 < amounts[0] <= amounts[1] and not facts.share_percent
    if facts.pay_basis == "share":
        return amounts == (0, 0) and 0 < facts.share_percent <= 100  # noqa: PLR2004 - percent
    return facts.pay_basis == "none" and facts.kind == "internship" and not any(amounts)
