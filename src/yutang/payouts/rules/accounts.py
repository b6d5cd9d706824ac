"""What a bank account looks like, how it is shown, and when its change should be looked at."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Literal, NamedTuple

from yutang.kernel.text import one_line
from yutang.payouts.errors import (
    BadBank,
    BadHolder,
    NumberLength,
    NumberMistyped,
    NumberNotDigits,
)

CARD: Final = "card"
PASSBOOK: Final = "passbook"
COMPANY: Final = "company"

TEXT_MAX = 60
CHANGE_MARKED_DAYS = 7
"""For so many days a new or changed account is marked wherever it is about to be paid."""
TAIL_DIGITS = 4
_GAPS = " -\u00a0\u2009\u3000"
_NAME_SIGNS = frozenset(" ·•.()（）&'’-，,、")
_LUHN_TEN = 10
_LUHN_NINE = 9

Fresh = Literal["", "new", "changed"]


class Digits(NamedTuple):
    """How many digits a number of a kind has."""

    least: int
    most: int


DIGITS: Final = {CARD: Digits(16, 19), PASSBOOK: Digits(10, 28), COMPANY: Digits(8, 32)}
"""Cards: ISO/IEC 7812 with the check digit of Luhn, as UnionPay's; passbooks and company accounts
are numbered by each bank as it likes."""


@dataclass(frozen=True)
class AccountFacts:
    """Where a payee's money goes: holder, bank, branch (may be empty), number, kind."""

    holder: str
    bank: str
    number: str
    kind: str = CARD
    branch: str = ""

    @property
    def tail(self) -> str:
        return self.number[-TAIL_DIGITS:]


def checked(facts: AccountFacts) -> AccountFacts:
    """Return the facts as they are kept: digits without gaps, names in one line.

    Raises:
        NumberNotDigits, NumberLength, NumberMistyped: the number, and why.
        BadHolder, BadBank: a name that is empty, too long or no name.
    """
    number = facts.number.translate({ord(gap): None for gap in _GAPS})
    if not (number.isascii() and number.isdigit()):
        raise NumberNotDigits
    limits = DIGITS.get(facts.kind, DIGITS[PASSBOOK])
    if not limits.least <= len(number) <= limits.most:
        raise NumberLength(least=limits.least, most=limits.most, has=len(number))
    if facts.kind == CARD and not luhn(number):
        raise NumberMistyped
    holder, bank, branch = one_line(facts.holder), one_line(facts.bank), one_line(facts.branch)
    if not _is_name(holder):
        raise BadHolder
    if not _is_name(bank) or (branch and not _is_name(branch)):
        raise BadBank
    return replace(facts, holder=holder, bank=bank, branch=branch, number=number)


def luhn(digits: str) -> bool:
    """Tell whether the last digit checks the others (ISO/IEC 7812-1 annex B)."""
    total = 0
    for place, sign in enumerate(reversed(digits)):
        doubled = int(sign) * (2 if place % 2 else 1)
        total += doubled - _LUHN_NINE if doubled > _LUHN_NINE else doubled
    return total % _LUHN_TEN == 0


def masked_holder(holder: str, kind: str) -> str:
    """Return the name for readers: a company whole, a person by the first character."""
    return holder if kind == COMPANY else f"{holder[:1]}**"


def marked_since(now: datetime) -> datetime:
    """Return since when an account must be valid to be no longer marked."""
    return now - timedelta(days=CHANGE_MARKED_DAYS)


def fresh(since: datetime, now: datetime, *, is_first: bool) -> Fresh:
    """Tell whether an account became valid so lately that whoever approves should ask."""
    if since <= marked_since(now):
        return ""
    return "new" if is_first else "changed"


def _is_name(text: str) -> bool:
    """A name begins with a letter and holds nothing that a spreadsheet or a bank would run on."""
    if not 0 < len(text) <= TEXT_MAX or not text[0].isalpha():
        return False
    return all(sign.isalnum() or sign in _NAME_SIGNS for sign in text)
