"""Consents: for one purpose each, with the sentence that was agreed to, and an end.

个人信息保护法 art. 29 asks for a separate consent to the use of sensitive data, art. 15 that it can
be withdrawn, art. 31 that a guardian agrees for those under 14; 《未成年人保护法》 and the rules of
live selling ask a guardian for everybody under 18.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple

from yutang.people.rules import clean_name
from yutang.roster.errors import BadConsent, BadPurpose, GuardianNeeded
from yutang.roster.rules.persons import ADULT, CHILD, age

How = Literal["paper", "account"]
"""Given in person on paper, or by the person's own account."""

CHILD_MONTHS: Final = 12


class Purpose(NamedTuple):
    """What a consent is for: the sentence that is agreed to, and for how long at most."""

    name: str
    title: str
    title_en: str
    sentence: str
    sentence_en: str
    months: int
    version: str = "2026-11"
    """Changes with the sentence; each consent keeps the version that was agreed to."""


PURPOSES: Final = (
    Purpose(
        "training",
        "培训",
        "Training",
        "同意为报名、上课、考试和发证书使用我的姓名、身份证号和手机号。",
        "I agree that my name, ID number and mobile are used to enrol me in courses, to note that I"
        " came, for exams and certificates.",
        24,
    ),
    Purpose(
        "hosts",
        "村播培养",
        "Becoming a host",
        "同意为村播的审核、培训和结算使用我的姓名、身份证号、手机号和银行卡号。",
        "I agree that my name, ID number, mobile and bank account are used to check, train and pay"
        " me as a host.",
        24,
    ),
    Purpose(
        "insurance",
        "参保",
        "Being insured",
        "同意为参保登记和核对资格使用我的姓名、身份证号、手机号和防返贫信息。",
        "I agree that my name, ID number, mobile and poverty status are used to insure me and to"
        " check that the plan is for me.",
        18,
    ),
    Purpose(
        "indemnity",
        "理赔",
        "Insurance cases",
        "同意为这次理赔使用我的姓名、身份证号、手机号、银行卡号和看病的材料。",
        "I agree that my name, ID number, mobile, bank account and medical papers are used to"
        " settle my case.",
        12,
    ),
    Purpose(
        "placement",
        "推荐就业",
        "Finding work",
        "同意为推荐工作和实习把我的姓名、手机号和学习情况告诉用工单位。",
        "I agree that employers are told my name, mobile and what I learned, to find me work.",
        12,
    ),
    Purpose(
        "ecology",
        "生态岗位",
        "Green jobs",
        "同意为记工和发工钱使用我的姓名、身份证号、手机号和银行卡号。",
        "I agree that my name, ID number, mobile and bank account are used to note my work days"
        " and to pay my wage.",
        18,
    ),
    Purpose(
        "spotcheck",
        "抽查回访",
        "Spot checks",
        "同意抽查时按我的手机号打电话核实情况。",
        "I agree to be called on my mobile when this is checked by a sample.",
        24,
    ),
    Purpose(
        "support",
        "防返贫帮扶",
        "Support against poverty",
        "同意为帮扶使用我的姓名、身份证号、手机号和防返贫信息。",
        "I agree that my name, ID number, mobile and poverty status are used to help my household.",
        12,
    ),
)
BY_NAME: Final[Mapping[str, Purpose]] = {purpose.name: purpose for purpose in PURPOSES}


@dataclass(frozen=True)
class Agreed:
    """A consent as it was given: until when (None: as long as the purpose allows), how, by whom."""

    how: How = "paper"
    until: date | None = None
    given_on: date | None = None
    guardian: str = ""
    """Name of the guardian who agreed for somebody under 18."""
    relation: str = ""
    paper: str = ""
    """SHA-256 of the signed paper, when it was kept."""


def purpose_of(name: str) -> Purpose:
    """Return the purpose of this name; raises `BadPurpose`."""
    found = BY_NAME.get(name)
    if found is None:
        raise BadPurpose
    return found


def until_of(purpose: Purpose, given_on: date, birth_on: date | None) -> date:
    """Return the last day that a consent of this day may have; a child's is shorter."""
    months = months_most(purpose, given_on, birth_on)
    year, month = divmod(given_on.year * 12 + given_on.month - 1 + months, 12)
    return date(year, month + 1, min(given_on.day, 28))


def months_most(purpose: Purpose, given_on: date, birth_on: date | None) -> int:
    """Return how many months a consent lasts at most."""
    is_child = birth_on is not None and age(birth_on, given_on) < CHILD
    return min(purpose.months, CHILD_MONTHS) if is_child else purpose.months


def check_agreed(agreed: Agreed, name: str, birth_on: date | None, today: date) -> Agreed:
    """Return the consent with its days filled in.

    Raises:
        BadPurpose: there is no such purpose.
        BadConsent: it begins later than today, is over already, or lasts too long.
        GuardianNeeded: the person is a minor and agreed alone.
        BadName: the guardian's name is none.
    """
    purpose = purpose_of(name)
    given_on = agreed.given_on or today
    most = until_of(purpose, given_on, birth_on)
    until = agreed.until or most
    if given_on > today or not today <= until <= most:
        raise BadConsent(months=months_most(purpose, given_on, birth_on))
    minor = birth_on is not None and age(birth_on, given_on) < ADULT
    if minor and not (agreed.how == "paper" and agreed.guardian.strip()):
        raise GuardianNeeded
    guardian = clean_name(agreed.guardian) if agreed.guardian.strip() else ""
    return Agreed(agreed.how, until, given_on, guardian, agreed.relation.strip()[:20], agreed.paper)


class Given(NamedTuple):
    """A consent as it stands."""

    purpose: str
    given_on: date
    until: date
    has_guardian: bool
    is_withdrawn: bool


def is_valid(given: Given, birth_on: date | None, on: date) -> bool:
    """Tell whether a consent holds on this day.

    What somebody under 18 agreed to alone is no consent.
    """
    if given.is_withdrawn or not given.given_on <= on <= given.until:
        return False
    if birth_on is None:
        return True
    return given.has_guardian or age(birth_on, given.given_on) >= ADULT
