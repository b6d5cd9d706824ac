"""Who may be insured, and why somebody may not."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yutang.insurance.rules.wording import STANDINGS, Rule
from yutang.roster.rules import age


class Reason(StrEnum):
    """Why a row of a register enrols nobody."""

    NO_NAME = "no_name"
    BAD_NAME = "bad_name"
    NO_ID = "no_id"
    DIGITS_LOST = "digits_lost"
    BAD_ID = "bad_id"
    TWICE = "twice"
    WRONG_COUNTY = "wrong_county"
    NO_VILLAGE = "no_village"
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    WRONG_GENDER = "wrong_gender"
    NOT_REGISTERED = "not_registered"
    GUARDIAN_NEEDED = "guardian_needed"
    ANOTHER_NAME = "another_name"
    INSURED = "insured"
    INSURED_ELSEWHERE = "insured_elsewhere"


@dataclass(frozen=True)
class Applicant:
    """What has to be known of somebody: `standing` is what their register file calls them,
    ``registered`` or a class of those watched; "" for neither.
    """

    born_on: date
    gender: str
    standing: str
    place_code: str


def why_not(rule: Rule, who: Applicant, first_day: date) -> Reason | None:
    """Return why the rule does not let somebody be insured from this day; None when it does."""
    asked = rule.eligibility
    if not rule.covers_place(who.place_code):
        return Reason.WRONG_COUNTY
    if who.gender not in asked.genders:
        return Reason.WRONG_GENDER
    years = age(who.born_on, first_day)
    if years < asked.age_from:
        return Reason.TOO_YOUNG
    if years > asked.age_to:
        return Reason.TOO_OLD
    stands = STANDINGS[asked.who]
    return None if not stands or who.standing in stands else Reason.NOT_REGISTERED
