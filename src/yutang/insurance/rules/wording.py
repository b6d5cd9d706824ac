"""What a version of a plan's rule says: data, read and checked; its text is kept and hashed.

Amounts are typed in yuan and percent as people know them, and are counted in whole fen. What is
believed and not read in a source is marked ``unverified`` and says why in `unverified`.
"""

import hashlib
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec
from msgspec import Struct

from yutang.insurance.errors import BadRule

Kind = Literal["health", "women"]
KINDS: tuple[Kind, ...] = ("health", "women")
STANDINGS: dict[str, frozenset[str]] = {
    "registered": frozenset({"registered", "unstable"}),
    "watched": frozenset({"unstable", "marginal", "sudden"}),
    "any": frozenset(),
}
"""Whom a rule asks for, and what they have to be: registered poor (whoever is out of poverty but
not stable was one), watched against falling back (DOMAIN §6), or no matter."""
DOCUMENTS: tuple[str, ...] = (
    "identity",
    "bank_card",
    "bill",
    "settlement",
    "diagnosis",
    "school_letter",
    "birth_certificate",
)
AGE_MOST = 120
WAITING_MOST = 365
TEXT_MOST = 20_000
PREMIUM_MOST_YUAN = 10_000
AMOUNT_MOST_YUAN = 10_000_000
_WHOLE = 100


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """A text in both languages."""

    zh: str
    en: str

    def said(self, language: str) -> str:
        return self.en if language == "en" else self.zh


class Tier(Struct, frozen=True, forbid_unknown_fields=True):
    """Of own cost above this amount (up to the next tier's), so many percent are paid."""

    above_yuan: int
    percent: Decimal


class Event(Struct, frozen=True, forbid_unknown_fields=True):
    """What is insured: a share of own cost by tiers, or a fixed sum once a period."""

    name: str
    title: Words
    documents: tuple[str, ...]
    deductible_yuan: int = 0
    """Of own cost, in each case."""
    tiers: tuple[Tier, ...] = ()
    sum_yuan: int = 0
    cap_yuan: int | None = None
    """Of what is paid in one case; None: no cap is known."""
    waiting_days: int | None = None
    """None: those of the plan."""

    @property
    def is_sum(self) -> bool:
        """Tell whether a fixed sum is paid, whatever it cost."""
        return self.sum_yuan > 0


class Eligibility(Struct, frozen=True, forbid_unknown_fields=True):
    """Who may be insured. `places`: codes, each with all that lies in it; empty: anywhere.

    Ages in whole years on the first day of the policy period, both ends within.
    """

    who: Literal["registered", "watched", "any"]
    age_from: int
    age_to: int
    genders: tuple[Literal["f", "m"], ...] = ("f", "m")
    places: tuple[str, ...] = ()


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """One version of a plan's rule, the whole of it."""

    kind: Kind
    valid_from: date
    scope: Words
    source: Words
    premium_yuan: Decimal
    """For one person and one year."""
    eligibility: Eligibility
    events: tuple[Event, ...]
    waiting_days: int = 0
    cap_year_yuan: int | None = None
    """Of what is paid to one person in one policy period; None: no cap is known."""
    valid_to: date | None = None
    unverified: Words | None = None
    """What of all this is believed only; None: all of it is read in the source."""

    @property
    def premium_fen(self) -> int:
        return int(self.premium_yuan * _WHOLE)

    @property
    def cap_year_fen(self) -> int | None:
        return None if self.cap_year_yuan is None else self.cap_year_yuan * _WHOLE

    def event(self, name: str) -> Event | None:
        """Return the covered event of this name."""
        return next((event for event in self.events if event.name == name), None)

    def waits(self, event: Event) -> int:
        """Return after how many days of cover the event is insured."""
        return self.waiting_days if event.waiting_days is None else event.waiting_days

    def holds(self, on: date) -> bool:
        """Tell whether the version is in force on a day, if no later one is."""
        return self.valid_from <= on <= (self.valid_to or on)

    def covers_place(self, code: str) -> bool:
        """Tell whether people of this place may be insured."""
        places = self.eligibility.places
        return not places or any(code.startswith(place) for place in places)


def read(text: str) -> Rule:
    """Return the rule of a text in TOML.

    Raises:
        BadRule: it cannot be read, or contradicts itself; says which part.
    """
    if len(text) > TEXT_MOST:
        raise BadRule(part=f"> {TEXT_MOST}")
    try:
        rule = msgspec.toml.decode(text, type=Rule, strict=False)
    except (msgspec.MsgspecError, ValueError) as error:
        raise BadRule(part=str(error)[:200]) from error
    _check(rule)
    return rule


def check_kind(rule: Rule, kind: str) -> None:
    """Go on only with a rule of this kind of plan; raises `BadRule`."""
    _need(rule.kind == kind, "kind")


def digest(text: str) -> str:
    """Return by what exactly this text is known, in hexadecimal letters."""
    return hashlib.sha256(text.encode()).hexdigest()


def _check(rule: Rule) -> None:
    _need(rule.valid_to is None or rule.valid_to >= rule.valid_from, "valid_to")
    _need(0 < rule.premium_yuan <= PREMIUM_MOST_YUAN, "premium_yuan")
    _need(rule.premium_yuan * _WHOLE % 1 == 0, "premium_yuan")
    _need(_is_amount(rule.cap_year_yuan), "cap_year_yuan")
    _need(0 <= rule.waiting_days <= WAITING_MOST, "waiting_days")
    _need(all(said.zh.strip() and said.en.strip() for said in (rule.scope, rule.source)), "source")
    who = rule.eligibility
    _need(0 <= who.age_from <= who.age_to <= AGE_MOST, "eligibility.age_from")
    _need(bool(who.genders), "eligibility.genders")
    _need(all(place.isdigit() for place in who.places), "eligibility.places")
    names = [event.name for event in rule.events]
    _need(bool(names) and len(set(names)) == len(names), "events")
    for event in rule.events:
        _check_event(event)


def _check_event(event: Event) -> None:
    part = f"events.{event.name}"
    _need(event.name.isascii() and event.name.isidentifier(), part)
    _need(bool(event.title.zh.strip() and event.title.en.strip()), f"{part}.title")
    _need(bool(event.documents) and set(event.documents) <= set(DOCUMENTS), f"{part}.documents")
    _need(event.is_sum != bool(event.tiers), f"{part}.tiers")
    _need(0 <= event.sum_yuan <= AMOUNT_MOST_YUAN, f"{part}.sum_yuan")
    _need(0 <= event.deductible_yuan <= AMOUNT_MOST_YUAN, f"{part}.deductible_yuan")
    _need(not (event.is_sum and event.deductible_yuan), f"{part}.deductible_yuan")
    _need(_is_amount(event.cap_yuan), f"{part}.cap_yuan")
    waits = event.waiting_days
    _need(waits is None or 0 <= waits <= WAITING_MOST, f"{part}.waiting_days")
    above = [tier.above_yuan for tier in event.tiers]
    _need(not above or above[0] == 0, f"{part}.tiers")
    _need(above == sorted(set(above)), f"{part}.tiers")
    _need(all(0 <= tier.percent <= _WHOLE for tier in event.tiers), f"{part}.tiers")


def _is_amount(yuan: int | None) -> bool:
    return yuan is None or 0 < yuan <= AMOUNT_MOST_YUAN


def _need(holds: bool, part: str) -> None:  # noqa: FBT001 - reads as what must hold
    if not holds:
        raise BadRule(part=part)
