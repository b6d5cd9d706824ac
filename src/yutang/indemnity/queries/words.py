"""What the room's codes are called, in the reader's language."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from yutang.indemnity.models import PaperCode, Refusal
from yutang.insurance.rules.benefits import Code
from yutang.plumbing.reader import reads_english


def papers_named(codes: Iterable[str]) -> str:
    """Return what these papers are called, as one text."""
    return joined(str(PaperCode(code).label) for code in codes)


def refusals_named(codes: Iterable[str]) -> list[str]:
    """Return why nothing is paid, one sentence a code; a code of a later version as it is."""
    known = dict(Refusal.choices)
    return [str(known.get(code, code)) for code in codes]


def joined(words: Iterable[str]) -> str:
    """Return words as a list within a sentence."""
    return (", " if reads_english() else "、").join(words)


def step_word(code: str) -> str:
    """Return what a step of a reckoning is called."""
    said: dict[str, str] = {
        Code.BILL: _("The whole bill"),
        Code.PUBLIC_PAID: _("Paid by the state insurance"),
        Code.OTHERS_PAID: _("Paid by others"),
        Code.OWN_COST: _("Own cost of the family"),
        Code.DEDUCTIBLE: _("Deductible"),
        Code.TIER: _("Paid of it"),
        Code.SUM: _("Fixed sum"),
        Code.OWN_COST_CAP: _("Not more than the own cost"),
        Code.CASE_CAP: _("Most of one case"),
        Code.YEAR_CAP: _("Most of one year"),
        Code.PAID: _("The rule gives"),
        Code.EVENT_NOT_COVERED: _("The plan does not cover this"),
        Code.OUTSIDE_PERIOD: _("Outside the policy period"),
        Code.WAITING: _("Within the waiting time"),
        Code.NO_OWN_COST: _("Nothing was left to the family"),
        Code.BELOW_DEDUCTIBLE: _("Not above the deductible"),
        Code.SUM_PAID_BEFORE: _("The fixed sum was paid before"),
        Code.YEAR_CAP_REACHED: _("The most of this year is paid already"),
    }
    return said.get(code, code)
