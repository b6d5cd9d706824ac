"""Decisions about producers, products and batches: no database, no clock, no network.

Every ``check_…`` returns the value fit to be kept and raises a refusal that says what is wrong.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from yutang.goods import errors
from yutang.kernel.text import one_line

HOUSEHOLD = "household"
PROCESSED = "processed"
WEIGHT_G_MAX = 1_000_000
QUANTITY_G_MAX = 10**13
PICTURES_MAX = 8
FIELD_MU_MAX = 100_000

_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_FORM = re.compile(rf"[{_CREDIT_ALPHABET}]{{2}}[0-9]{{6}}[{_CREDIT_ALPHABET}]{{10}}")
_SC_FORM = re.compile(r"SC[12][0-9]{13}")
_STANDARD_FORM = re.compile(
    r"[A-Z]{1,4}[0-9]{0,6}(/[A-Z0-9]{1,10})? ?[0-9]{1,6}[A-Z]?(\.[0-9]+)*(-[0-9]{4})?"
)
_CLASS_FORM = re.compile(r"[0-9]{2}|[0-9]{4}|[0-9]{6}")
_SHOWN_MAX = 40


@dataclass(frozen=True, kw_only=True)
class ProducerFacts:
    """What is written down about a producer. `kind`: household, coop or firm."""

    kind: str
    name: str
    village_code: str
    """12 digits, or a town's 9 where no village fits."""
    credit_code: str = ""
    person_id: int | None = None
    """The account that speaks for the producer."""
    is_demo: bool = False


@dataclass(frozen=True, kw_only=True)
class ProductFacts:
    """What a producer says about a product. Weights in grams; places by code."""

    name: str
    class_code: str
    processing: str
    """`fresh` (初级农产品) or `processed` (加工食品)."""
    unit: str
    """`box`, `bottle`, `bag`, `pack` or `piece`."""
    origin_code: str = ""
    """Empty: the producer's village."""
    origin_reason: str = ""
    """Why the origin lies outside the producer's county, when it does."""
    name_en: str = ""
    perishable: bool = False
    net_weight_g: int | None = None
    story: str = ""
    story_en: str = ""
    sc_number: str = ""
    workshop_number: str = ""
    standard_number: str = ""
    origin_note: str = ""
    """Where this record itself comes from: a public source, or invented for the demo."""


@dataclass(frozen=True, kw_only=True)
class BatchFacts:
    """What is written down about one harvest or run of a product; the quantity in grams."""

    number: str
    harvested_on: date
    quantity_g: int
    field_name: str = ""
    """How the grower calls the field, orchard, pond or shed."""
    field_mu: Decimal | None = None
    field_code: str = ""
    """The place the field lies in; empty: the product's origin."""


def check_producer(facts: ProducerFacts) -> ProducerFacts:
    """Return the facts in their kept spelling; the village is asked of the table of places later.

    Raises:
        BadFact: the first of the facts that cannot be kept.
    """
    return replace(
        facts,
        name=check_name(facts.name),
        credit_code=check_credit_code(facts.credit_code, facts.kind, is_demo=facts.is_demo),
    )


def check_product(facts: ProductFacts) -> ProductFacts:
    """Return the facts in their kept spelling; what needs the table of places is asked later.

    Raises:
        BadFact: the first of the facts that cannot be kept.
    """
    sc_number = check_sc_number(facts.sc_number)
    standard_number = check_standard_number(facts.standard_number)
    checked = replace(
        facts,
        name=check_name(facts.name),
        class_code=check_class(facts.class_code),
        net_weight_g=check_weight(facts.net_weight_g),
        sc_number=sc_number,
        workshop_number=facts.workshop_number.strip(),
        standard_number=standard_number,
    )
    if checked.processing == PROCESSED:
        check_licence(sc_number, checked.workshop_number, standard_number)
    return checked


def check_licence(sc_number: str, workshop_number: str, standard_number: str) -> None:
    """Processed food needs a licence or a registered workshop, and a standard (DOMAIN §3)."""
    if not (sc_number or workshop_number):
        raise errors.LicenceNeeded
    if not standard_number:
        raise errors.StandardNeeded


def check_name(text: str) -> str:
    name = one_line(text)
    if not name:
        raise errors.NameNeeded
    return name


def check_class(text: str) -> str:
    """A class of NY/T 3177-2018: 2, 4 or 6 digits, two a level, none of them 00."""
    code = _plain(text)
    pairs = [code[at : at + 2] for at in range(0, len(code), 2)]
    if not _CLASS_FORM.fullmatch(code) or "00" in pairs:
        raise errors.BadClass(text=_shown(text))
    return code


def check_weight(grams: int | None) -> int | None:
    if grams is not None and not 0 < grams <= WEIGHT_G_MAX:
        raise errors.BadWeight
    return grams


def check_sc_number(text: str) -> str:
    """A food production licence: ``SC`` and 14 digits, the last by GB/T 17710 (MOD 11,10).

    Digits: 1 food or 2 additive, 2 of the kind of food, 6 of the county, 4 of sequence, 1 check.
    Empty stays empty.
    """
    number = _plain(text)
    if not number:
        return ""
    if not _SC_FORM.fullmatch(number) or not mod_11_10_holds(number[2:]):
        raise errors.BadScNumber(text=_shown(text))
    return number


def check_credit_code(text: str, kind: str, *, is_demo: bool = False) -> str:
    """A unified social credit code (GB 32100-2015): 18 signs, the last one a check sign.

    A co-operative or firm must have one, unless it is invented for the demo.
    """
    code = _plain(text)
    if not code:
        if kind != HOUSEHOLD and not is_demo:
            raise errors.CreditCodeNeeded
        return ""
    if not _CREDIT_FORM.fullmatch(code) or credit_check_sign(code[:-1]) != code[-1]:
        raise errors.BadCreditCode(text=_shown(text))
    return code


def check_standard_number(text: str) -> str:
    """The number of a product standard, national, of the trade, the province or the firm."""
    number = " ".join(unicodedata.normalize("NFKC", text).upper().replace("—", "-").split())
    if number and not _STANDARD_FORM.fullmatch(number):
        raise errors.BadStandardNumber(text=_shown(text))
    return number


def check_batch(facts: BatchFacts, today: date) -> BatchFacts:
    """Return the facts in their kept spelling.

    Raises:
        BadFact: the first of the facts that cannot be kept.
    """
    number = facts.number.strip()
    if not number:
        raise errors.NameNeeded
    if facts.harvested_on > today:
        raise errors.HarvestAhead
    if not 0 < facts.quantity_g <= QUANTITY_G_MAX:
        raise errors.BadQuantity
    if facts.field_mu is not None and not 0 < facts.field_mu <= FIELD_MU_MAX:
        raise errors.BadArea
    return replace(facts, number=number, field_name=facts.field_name.strip())


def county_of(place_code: str) -> str:
    """Return the code of the county that a place lies in; shorter codes stay as they are."""
    return place_code[:6]


def origin_fits(origin_code: str, village_code: str) -> bool:
    """Tell whether goods of this origin come from the producer's own county."""
    return county_of(origin_code) == county_of(village_code)


def mod_11_10_holds(digits: str) -> bool:
    """Tell whether the last digit is the check digit of the others (ISO 7064 MOD 11,10)."""
    return mod_11_10(digits[:-1]) == digits[-1]


def mod_11_10(digits: str) -> str:
    """Return the check digit that belongs behind the digits."""
    product = 10
    for digit in digits:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)


def credit_check_sign(first_17: str) -> str:
    """Return the check sign of a unified social credit code: weights 3^i, modulo 31."""
    weighted = sum(_CREDIT_ALPHABET.index(sign) * 3**at for at, sign in enumerate(first_17))
    return _CREDIT_ALPHABET[-weighted % len(_CREDIT_ALPHABET)]


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


def _shown(text: str) -> str:
    return text.strip()[:_SHOWN_MAX]
