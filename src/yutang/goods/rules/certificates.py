"""Which goods need a certificate (承诺达标合格证) before they are offered, and what it holds.

Source: 农业农村部令 2025 年第 4 号 《农产品质量安全承诺达标合格证管理办法》, from 2026-02-01: six
classes, by firms and co-operatives; households are encouraged. The classes are told by codes of
NY/T 3177-2018, for what is sold fresh. What the register cannot tell apart is asked for a
certificate rather than let pass: nuts are 果品 of the standard; of animals (02) and water products
(03) our list knows no kinds yet, so all of them count that are sold fresh.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from yutang.goods import errors
from yutang.goods.rules.register import HOUSEHOLD

FRESH = "fresh"


@dataclass(frozen=True)
class Duty:
    """Which goods need a certificate from when until when, by whose word. `classes` by prefix."""

    valid_from: date
    valid_until: date | None
    classes: tuple[tuple[str, str, str], ...]
    """Prefix of the NY/T 3177 code, the class in the regulation's words, in English."""
    excused: tuple[str, ...]
    """Kinds of producers that are encouraged, not bound."""
    source: str


DUTIES = (
    Duty(
        valid_from=date(2026, 2, 1),
        valid_until=None,
        classes=(
            ("0104", "蔬菜", "vegetables"),
            ("0106", "蔬菜（人工食用菌）", "vegetables (grown mushrooms)"),
            ("0103", "水果", "fruit"),
            ("010701", "茶鲜叶", "fresh tea leaves"),
            ("02", "活畜禽、禽蛋", "live animals and eggs"),
            ("03", "养殖水产品", "farmed water products"),
        ),
        excused=(HOUSEHOLD,),
        source="农业农村部令 2025 年第 4 号",
    ),
)
"""Rows of a table with dates: a change of the law is a row more, not a change of the code."""

PROMISES = {
    "2026": (
        ("不使用禁用农药、兽药、停用兽药和非法添加物", "no banned pesticides, drugs or additives"),
        ("常规农药、兽药残留不超标", "residues of permitted ones within the limits"),
        ("对承诺的真实性负责", "answerable for the truth of this promise"),
    )
}
"""Wording → what is promised, in Chinese (which counts) and English."""
WORDING = "2026"
_TELEPHONE = re.compile(r"1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8}|400-?[0-9]{3}-?[0-9]{4}")


def duty_on(class_code: str, processing: str, today: date) -> Duty | None:
    """Return the rule by which goods of this class need certificates on this day, if any."""
    if processing != FRESH:
        return None
    for duty in DUTIES:
        over = duty.valid_until is not None and today > duty.valid_until
        if today < duty.valid_from or over:
            continue
        if any(class_code.startswith(prefix) for prefix, _zh, _en in duty.classes):
            return duty
    return None


@dataclass(frozen=True, kw_only=True)
class OfferFacts:
    """What decides whether units of a product may be offered, as the register knows it today."""

    class_code: str
    processing: str
    producer_kind: str
    batch_number: str | None = None
    """None: the lot names no batch."""
    has_certificate: bool = False
    recalled: str = ""
    """Number of the batch that was recalled, itself or one that went into it."""
    test_failed: bool = False
    """The batch's latest test did not pass."""


def is_bound(facts: OfferFacts, today: date) -> bool:
    """Tell whether the producer must have a certificate for these goods; others are encouraged."""
    duty = duty_on(facts.class_code, facts.processing, today)
    return duty is not None and facts.producer_kind not in duty.excused


def check_offer(facts: OfferFacts, today: date) -> None:
    """Units may be offered to buyers.

    Raises:
        BatchRecalled, TestFailed: of whatever class.
        BatchNeeded, CertificateNeeded: goods of the six classes by a firm or co-operative.
    """
    if facts.recalled:
        raise errors.BatchRecalled(number=facts.recalled)
    if facts.test_failed:
        raise errors.TestFailed(number=facts.batch_number)
    if not is_bound(facts, today):
        return
    if facts.batch_number is None:
        raise errors.BatchNeeded
    if not facts.has_certificate:
        raise errors.CertificateNeeded(number=facts.batch_number)


@dataclass(frozen=True, kw_only=True)
class CertificateFacts:
    """What the maker of a certificate says; the rest stands in the register already."""

    quantity_g: int
    contact: str
    issued_on: date
    by_control: bool = False
    by_own_test: bool = False
    by_laboratory: bool = False


def check_certificate(
    facts: CertificateFacts, *, most_g: int, passed: frozenset[str], harvested_on: date, today: date
) -> CertificateFacts:
    """Return the facts in their kept spelling. `passed`: kinds of tests that the batch passed.

    Raises:
        BadFact: the first of the facts that cannot be kept.
    """
    if not (facts.by_control or facts.by_own_test or facts.by_laboratory):
        raise errors.BasisNeeded
    if (facts.by_own_test and "own" not in passed) or (
        facts.by_laboratory and "laboratory" not in passed
    ):
        raise errors.TestNeeded
    if not 0 < facts.quantity_g <= most_g:
        raise errors.BadCertificateQuantity(most_kg=f"{most_g / 1000:g}")
    if not harvested_on <= facts.issued_on <= today:
        raise errors.StepTooEarly
    contact = facts.contact.strip().replace(" ", "")
    if not _TELEPHONE.fullmatch(contact):
        raise errors.ContactNeeded
    return replace(facts, contact=contact)


def shown_contact(contact: str) -> str:
    """Return the number as everybody may read it: a mobile is masked, a fixed line is not."""
    return f"{contact[:3]}****{contact[-4:]}" if contact.startswith("1") else contact


def number_of(county_code: str, issued_on: date, sequence: int) -> str:
    """Return the certificate's number: county, day, and the how manieth of both."""
    return f"{county_code:0<6}{issued_on:%y%m%d}{sequence:04d}"
