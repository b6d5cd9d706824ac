"""Decisions of the insurance room, pure.

`wording` what a version of a plan's rule says, read and checked; `benefits` what is paid for a
bill, step by step; `eligibility` who may be insured, and why not; `periods` policy periods and
premiums; `rows` what a row of a register file says of a person.
"""

from yutang.insurance.rules.benefits import Bill, Breakdown, Step, benefit
from yutang.insurance.rules.eligibility import Applicant, Reason, why_not
from yutang.insurance.rules.wording import Rule

__all__ = ["Applicant", "Bill", "Breakdown", "Reason", "Rule", "Step", "benefit", "why_not"]
