"""Certified marks: forms of their numbers, who may show them, and until when (DOMAIN §3).

Green food: ``LB-XX-`` and 10 digits, the firm ``GF`` and 12. Organic: 17 digits. A geographical
indication is a mark, its holder, an authorised user, a product, an area and a validity: a village
inside the area may not show it without authorisation.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta

from yutang.goods import errors

GREEN, ORGANIC, ORIGIN = "green", "organic", "origin"
REMIND_DAYS = 90
"""So many days before it runs out the register begins to remind."""
YEARS_MOST = 10
_GREEN_FORM = re.compile(r"LB-[0-9]{2}-[0-9]{10}")
_ENTERPRISE_FORM = re.compile(r"GF[0-9]{12}")
_ORGANIC_FORM = re.compile(r"[0-9]{17}")
_DASHES = str.maketrans(dict.fromkeys("—–－‐‑−_", "-"))


@dataclass(frozen=True, kw_only=True)
class MarkFacts:
    """What a mark's document says. `kind`: green, organic or origin; days in Shanghai."""

    kind: str
    number: str
    holder: str
    valid_from: date
    valid_until: date
    enterprise_number: str = ""
    name: str = ""
    area_code: str = ""
    authority: str = ""
    """Number of the holder's authorisation, of a geographical indication."""


def check_mark(facts: MarkFacts, today: date) -> MarkFacts:
    """Return the facts in their kept spelling.

    Raises:
        BadFact: the first of the facts that cannot be kept.
    """
    checked = replace(facts, holder=facts.holder.strip(), authority=facts.authority.strip())
    if not checked.holder:
        raise errors.HolderNeeded
    if not _begins_first(facts.valid_from, facts.valid_until):
        raise errors.BadValidity
    if facts.valid_until < today:
        raise errors.MarkOver
    if facts.kind == ORIGIN:
        return _checked_origin(checked)
    checked = replace(checked, area_code="", authority="", name="")
    if facts.kind == GREEN:
        enterprise = check_enterprise_number(facts.enterprise_number)
        return replace(
            checked, number=check_green_number(facts.number), enterprise_number=enterprise
        )
    return replace(checked, number=check_organic_code(facts.number), enterprise_number="")


def check_green_number(text: str) -> str:
    number = _plain(text)
    if not _GREEN_FORM.fullmatch(number):
        raise errors.BadGreenNumber(text=text.strip()[:40])
    return number


def check_enterprise_number(text: str) -> str:
    """The code of a green food enterprise; empty stays empty."""
    number = _plain(text)
    if number and not _ENTERPRISE_FORM.fullmatch(number):
        raise errors.BadEnterpriseNumber(text=text.strip()[:40])
    return number


def check_organic_code(text: str) -> str:
    number = _plain(text)
    if not _ORGANIC_FORM.fullmatch(number):
        raise errors.BadOrganicCode(text=text.strip()[:40])
    return number


def lies_in(origin_code: str, area_code: str) -> bool:
    """Tell whether goods of this origin come from the area."""
    return origin_code.startswith(area_code)


def is_shown(today: date, valid_from: date, until: date) -> bool:
    """Tell whether a mark may be shown: from its first day to the end of its last."""
    return valid_from <= today <= until


def is_due(today: date, until: date) -> bool:
    """Tell whether a mark has run out or will soon."""
    return until <= today + timedelta(days=REMIND_DAYS)


def _checked_origin(facts: MarkFacts) -> MarkFacts:
    number, name = facts.number.strip(), facts.name.strip()
    if not name:
        raise errors.MarkNameNeeded
    if not number:
        raise errors.MarkNumberNeeded
    if not facts.area_code:
        raise errors.AreaNeeded
    if not facts.authority:
        raise errors.AuthorityNeeded
    return replace(facts, number=number, name=name, enterprise_number="")


def _begins_first(begins: date, ends: date) -> bool:
    return begins <= ends <= begins + timedelta(days=YEARS_MOST * 366)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).translate(_DASHES).upper().split())
