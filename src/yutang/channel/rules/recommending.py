"""What a city writes when it recommends goods, in its kept spelling."""

import re
import unicodedata
from dataclasses import dataclass, replace

from yutang.channel import errors
from yutang.channel.rules import checks
from yutang.channel.rules.checks import Question
from yutang.kernel.text import one_line

CITY_DIGITS = 4
PROVINCE_DIGITS = 2
GOODS_MOST = 60
"""Goods on one recommendation."""
PRICE_FEN_MOST = 100_000_00
SUPPLY_KG_MOST = 100_000_000
MARKS_MOST = 6
REASON_MOST = 200
QUESTIONS_MOST = 20

_TELEPHONE = re.compile(r"1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8}|400-?[0-9]{3}-?[0-9]{4}")
_BETWEEN = re.compile(r"[,，、;；\n]+")


@dataclass(frozen=True)
class ChannelFacts:
    """What is written about a channel."""

    name: str
    owner: str
    name_en: str = ""
    told: str = ""


@dataclass(frozen=True)
class Contact:
    """Whom to call about a recommendation; kept sealed."""

    name: str
    phone: str

    @property
    def shown(self) -> str:
        """As it may stand on a page: 张* 138****1234."""
        return f"{self.name[:1]}* {self.phone[:3]}****{self.phone[-4:]}"


@dataclass(frozen=True, kw_only=True)
class GoodFacts:
    """A good as the city recommends it: kilograms a year, fen a unit, marks by their numbers."""

    batch_id: int
    supply_kg: int
    price_fen: int
    marks: str = ""

    @property
    def claimed(self) -> tuple[str, ...]:
        return numbers_of(self.marks)


def check_channel(facts: ChannelFacts) -> ChannelFacts:
    """Return the facts in their kept spelling. Raises `BadChannel`."""
    kept = ChannelFacts(
        name=one_line(facts.name),
        owner=one_line(facts.owner),
        name_en=one_line(facts.name_en),
        told=one_line(facts.told),
    )
    if not 0 < len(kept.name) <= 40 or not 0 < len(kept.owner) <= 60:  # noqa: PLR2004 - columns
        raise errors.BadChannel
    return replace(kept, name_en=kept.name_en[:60], told=kept.told[:300])


def check_contact(contact: Contact) -> Contact:
    """Return the contact in its kept spelling. Raises `BadContact`."""
    name = one_line(contact.name)
    phone = "".join(unicodedata.normalize("NFKC", contact.phone).split())
    if not 0 < len(name) <= 30 or not _TELEPHONE.fullmatch(phone):  # noqa: PLR2004
        raise errors.BadContact
    return Contact(name, phone)


def check_good(facts: GoodFacts) -> GoodFacts:
    """Return the facts in their kept spelling. Raises `BadSupply`, `BadPrice`, `BadMarks`."""
    if not 0 < facts.supply_kg <= SUPPLY_KG_MOST:
        raise errors.BadSupply
    if not 0 < facts.price_fen <= PRICE_FEN_MOST:
        raise errors.BadPrice
    numbers = numbers_of(facts.marks)
    if len(numbers) > MARKS_MOST or sum(map(len, numbers)) > 190:  # noqa: PLR2004 - the column
        raise errors.BadMarks(most=MARKS_MOST)
    return replace(facts, marks="、".join(numbers))


def check_reason(text: str) -> str:
    """Return why something is done, in one line. Raises `ReasonNeeded`."""
    reason = one_line(text)[:REASON_MOST]
    if not reason:
        raise errors.ReasonNeeded
    return reason


def check_questions(kinds: list[str], own: str) -> list[Question]:
    """Return the questions of a new version: kinds that are ticked, then lines of their own.

    `own`: one question a line, ``02 有动物检疫证明 | Quarantine certificate``; the digits (a class)
    and the English are optional.

    Raises:
        BadQuestions: none at all, too many, or a line that cannot be read.
    """
    found = [Question(kind, "", *checks.KINDS[kind]) for kind in checks.KINDS if kind in kinds]
    for line in own.splitlines():
        text = one_line(line)
        if text:
            found.append(_question(text))
    if not 0 < len(found) <= QUESTIONS_MOST:
        raise errors.BadQuestions(most=QUESTIONS_MOST)
    return found


def _question(text: str) -> Question:
    code, said = "", text
    head, _, tail = text.partition(" ")
    if head.isascii() and head.isdigit():
        code, said = head, tail.strip()
    zh, _, en = (part.strip() for part in said.partition("|"))
    if len(code) not in checks.CLASS_DIGITS or not 0 < len(zh) <= 120 or len(en) > 160:  # noqa: PLR2004
        raise errors.BadQuestions(most=QUESTIONS_MOST)
    return Question(checks.PERSON, code, zh, en)


def numbers_of(text: str) -> tuple[str, ...]:
    """Return the numbers of marks that were typed, one after the other, each once."""
    plain = unicodedata.normalize("NFKC", text)
    parts = ("".join(part.split()).upper() for part in _BETWEEN.split(plain))
    return tuple(dict.fromkeys(part for part in parts if part))
