"""What is written down of a person, and what follows from it."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple

from yutang.kernel.text import one_line
from yutang.people.rules import clean_name, clean_place_code, normal_mobile
from yutang.roster.errors import BadBankAccount, BadEntry, BadIdNumber, SaysOtherwise

FEMALE: Final = "f"
MALE: Final = "m"
GENDERS: Final = (FEMALE, MALE)
ADULT: Final = 18
CHILD: Final = 14
"""Below this age everything about a person is sensitive (个人信息保护法 art. 28)."""

AGE_BANDS: Final = (
    ("0-13", 0, 13),
    ("14-15", 14, 15),
    ("16-17", 16, 17),
    ("18-35", 18, 35),
    ("36-50", 36, 50),
    ("51-60", 51, 60),
    ("61+", 61, 200),
)
POVERTY_CLASSES: Final = ("unstable", "marginal", "sudden")
"""脱贫不稳定户, 边缘易致贫户, 突发严重困难户 (DOMAIN §6)."""
SENSITIVE: Final = ("id_number", "bank_account", "health", "poverty_class")
"""What of an entry is written down only with a consent for the purpose."""
HEALTH_MOST: Final = 500
POINTER_MOST: Final = 40

_SHAPE = re.compile(r"[1-9][0-9]{16}[0-9X]")
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"
_ACCOUNT = re.compile(r"[0-9]{10,30}")
_GAPS = re.compile(r"[\s\-]+")
_TYPED_MOST: Final = 60


class IdNumber(NamedTuple):
    """An ID number (GB 11643) and what it says."""

    text: str
    birth_on: date
    gender: str


@dataclass(frozen=True)
class Entry:
    """What somebody writes down of a person; empty is not known.

    With `id_number`, birth date and gender follow from it.
    """

    name: str
    place_code: str
    gender: str = ""
    birth_on: date | None = None
    id_number: str = ""
    mobile: str = ""
    bank_account: str = ""
    health: str = ""
    poverty_class: str = ""
    poverty_pointer: str = ""
    """Number of the household in the register of those who might fall back into poverty."""
    poverty_until: date | None = None


def read_id_number(text: str) -> IdNumber:
    """Return the ID number that somebody typed: 18 signs whose last one checks the others.

    Raises:
        BadIdNumber: it is none.
    """
    number = _narrow(text).upper()
    if not _SHAPE.fullmatch(number) or number[17] != check_sign(number):
        raise BadIdNumber
    try:
        birth_on = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError as error:
        raise BadIdNumber from error
    return IdNumber(number, birth_on, MALE if int(number[16]) % 2 else FEMALE)


def check_sign(number: str) -> str:
    """Return the 18th sign that belongs to the first 17 digits (ISO 7064, MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return _CHECKS[total % 11]


def read_bank_account(text: str) -> str:
    """Return the digits of a bank account; raises `BadBankAccount`."""
    account = _narrow(text)
    if not _ACCOUNT.fullmatch(account):
        raise BadBankAccount
    return account


def age(birth_on: date, on: date) -> int:
    """Return the completed years (周岁); who was born on 29 February is older on 1 March."""
    had = (on.month, on.day) >= (birth_on.month, birth_on.day)
    return on.year - birth_on.year - (not had)


def age_band(birth_on: date | None, on: date) -> str:
    """Return the name of the band, as ``18-35``; nothing where the birth date is not known."""
    if birth_on is None:
        return ""
    years = max(0, age(birth_on, on))
    return next(name for name, low, high in AGE_BANDS if low <= years <= high)


def masked(name: str) -> str:
    """Return a name fit to be shown: ``王大娘`` → ``王*``."""
    return f"{name[:1]}*"


def masked_number(tail: str) -> str:
    """Return a number of which only the last digits are shown."""
    return f"****{tail}" if tail else ""


def check_entry(entry: Entry, today: date) -> Entry:
    """Return the entry cleaned, with what its ID number says.

    Raises:
        BadName, BadPlaceCode, BadMobile, BadIdNumber, BadBankAccount
        SaysOtherwise: the ID number says another birth date or gender.
        BadEntry: a gender, class or day that cannot be.
    """
    known = read_id_number(entry.id_number) if entry.id_number.strip() else None
    gender, birth_on = entry.gender, entry.birth_on
    if known is not None:
        if gender not in {"", known.gender} or birth_on not in {None, known.birth_on}:
            raise SaysOtherwise
        gender, birth_on = known.gender, known.birth_on
    if gender and gender not in GENDERS:
        raise BadEntry(field="gender")
    if birth_on is not None and not date(1900, 1, 1) <= birth_on <= today:
        raise BadEntry(field="birth_on")
    if entry.poverty_class and entry.poverty_class not in POVERTY_CLASSES:
        raise BadEntry(field="poverty_class")
    return replace(
        entry,
        name=clean_name(entry.name),
        place_code=clean_place_code(entry.place_code),
        gender=gender,
        birth_on=birth_on,
        id_number=known.text if known else "",
        mobile=normal_mobile(entry.mobile) if entry.mobile.strip() else "",
        bank_account=read_bank_account(entry.bank_account) if entry.bank_account.strip() else "",
        health=one_line(entry.health)[:HEALTH_MOST],
        poverty_pointer=one_line(entry.poverty_pointer)[:POINTER_MOST],
        poverty_until=entry.poverty_until if entry.poverty_class else None,
    )


def _narrow(text: str) -> str:
    return _GAPS.sub("", unicodedata.normalize("NFKC", text[:_TYPED_MOST]))
