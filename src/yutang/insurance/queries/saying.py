"""A rule and a reckoning in plain sentences, in the reader's language."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yutang.insurance.rules.benefits import Breakdown, Code, Step
from yutang.insurance.rules.eligibility import Reason
from yutang.insurance.rules.wording import Event, Rule
from yutang.kernel.money import yuan
from yutang.plumbing.reader import language, reads_english

_FEN = 100


def who(rule: Rule) -> str:
    """Return for whom the plan is."""
    asked = rule.eligibility
    ages = {"low": asked.age_from, "high": asked.age_to}
    women = asked.genders == ("f",)
    if asked.who == "registered" and women:
        said = _("Women in the poverty register, %(low)s to %(high)s years old on the first day")
    elif asked.who == "registered":
        said = _("People in the poverty register, %(low)s to %(high)s years old on the first day")
    elif asked.who == "watched":
        said = _(
            "People watched against falling back into poverty, %(low)s to %(high)s years old on the"
            " first day"
        )
    elif women:
        said = _("Women, %(low)s to %(high)s years old on the first day")
    else:
        said = _("Everybody, %(low)s to %(high)s years old on the first day")
    return said % ages


def event(rule: Rule, found: Event) -> list[str]:
    """Return what is paid for an event, one sentence after the other."""
    said = list(_paid(found))
    waits = rule.waits(found)
    if waits:
        said.append(
            ngettext(
                "Counts from %(days)s day after the first day of cover.",
                "Counts from %(days)s days after the first day of cover.",
                waits,
            )
            % {"days": waits}
        )
    between = ", " if reads_english() else "、"
    papers = between.join(map(paper, found.documents))
    said.append(_("Papers: %(papers)s.") % {"papers": papers})
    return said


def _paid(found: Event) -> Iterator[str]:
    if found.is_sum:
        yield _("¥%(sum)s once in a period.") % {"sum": yuan(found.sum_yuan * _FEN)}
        return
    if found.deductible_yuan:
        yield _("The first ¥%(sum)s of own cost are not paid.") % {
            "sum": yuan(found.deductible_yuan * _FEN)
        }
    else:
        yield _("From the first yuan of own cost.")
    for at, tier in enumerate(found.tiers):
        end = found.tiers[at + 1].above_yuan if at + 1 < len(found.tiers) else None
        yield _tier(tier.above_yuan, end, tier.percent)
    if found.cap_yuan is None:
        yield _("No cap of one case is known.")
    else:
        yield _("At most ¥%(sum)s in one case.") % {"sum": yuan(found.cap_yuan * _FEN)}


def _tier(above: int, end: int | None, percent: Decimal) -> str:
    said = {"percent": f"{percent.normalize():f}", "above": yuan(above * _FEN)}
    if end is None and not above:
        return _("%(percent)s%% of it.") % said
    if end is None:
        return _("%(percent)s%% of what is above ¥%(above)s.") % said
    said["end"] = yuan(end * _FEN)
    return _("%(percent)s%% of what lies between ¥%(above)s and ¥%(end)s.") % said


def year_cap(rule: Rule) -> str:
    """Return the most that one person is paid in a period."""
    if rule.cap_year_fen is None:
        return _("No cap of a period is known.")
    return _("At most ¥%(sum)s for one person in a period.") % {"sum": yuan(rule.cap_year_fen)}


def paper(name: str) -> str:
    """Return how a paper is called."""
    return {
        "identity": _("identity card"),
        "bank_card": _("bank card"),
        "bill": _("bills"),
        "settlement": _("settlement of the state's insurance"),
        "diagnosis": _("diagnosis"),
        "school_letter": _("letter of admission"),
        "birth_certificate": _("birth certificate"),
    }.get(name, name)


def steps(found: Breakdown) -> list[tuple[str, int, bool]]:
    """Return the lines of a reckoning: words, amount in fen, whether it is the last word."""
    lines = [(step_words(step), step.fen) for step in found.steps]
    return [(words, fen, at == len(lines) - 1) for at, (words, fen) in enumerate(lines)]


def step_words(step: Step) -> str:
    """Return what a step counts, or why nothing is paid."""
    if step.code is Code.TIER:
        said = {
            "percent": f"{step.percent or Decimal(0):f}",
            "part": yuan(step.part_fen),
            "above": yuan(step.above_fen),
        }
        if step.above_fen:
            return _("%(percent)s%% of ¥%(part)s, the part above ¥%(above)s") % said
        return _("%(percent)s%% of ¥%(part)s") % said
    if step.code is Code.WAITING:
        return _("Not paid: it happened within the %(days)s days of waiting") % {"days": step.days}
    return _step_names()[step.code]


def _step_names() -> dict[Code, str]:
    return {
        Code.BILL: _("The whole bill"),
        Code.PUBLIC_PAID: _("The state's insurance paid"),
        Code.OTHERS_PAID: _("Others paid"),
        Code.OWN_COST: _("Own cost"),
        Code.DEDUCTIBLE: _("Not paid of each case"),
        Code.SUM: _("Fixed sum"),
        Code.OWN_COST_CAP: _("Not more than own cost"),
        Code.CASE_CAP: _("Not more than the cap of one case"),
        Code.YEAR_CAP: _("Not more than is left of the cap of the period"),
        Code.PAID: _("The plan pays"),
        Code.EVENT_NOT_COVERED: _("Not paid: the plan does not cover this"),
        Code.OUTSIDE_PERIOD: _("Not paid: not insured on that day"),
        Code.NO_OWN_COST: _("Not paid: nothing was left to pay"),
        Code.BELOW_DEDUCTIBLE: _("Not paid: own cost is not above the deductible"),
        Code.SUM_PAID_BEFORE: _("Not paid: this sum was paid in the period already"),
        Code.YEAR_CAP_REACHED: _("Not paid: the cap of the period is reached"),
        Code.UNDER_A_FEN: _("Not paid: it comes to less than a fen"),
    }


def reason(name: str) -> str:
    """Return why a row of a register enrols nobody, and what to do."""
    return {
        Reason.NO_NAME: _("No name"),
        Reason.BAD_NAME: _("The name cannot be read"),
        Reason.NO_ID: _("No identity number"),
        Reason.DIGITS_LOST: _("Digits of the number were lost in the spreadsheet: set it as text"),
        Reason.BAD_ID: _("The identity number is wrong: its last sign does not fit"),
        Reason.TWICE: _("Stands there twice"),
        Reason.WRONG_COUNTY: _("Lives in another county"),
        Reason.NO_VILLAGE: _("The village is not known here"),
        Reason.TOO_YOUNG: _("Too young on the first day"),
        Reason.TOO_OLD: _("Too old on the first day"),
        Reason.WRONG_GENDER: _("The plan is for women"),
        Reason.NOT_REGISTERED: _("Not in the poverty register"),
        Reason.GUARDIAN_NEEDED: _("Under 18: the guardian has to be named"),
        Reason.ANOTHER_NAME: _("The number is another name's here: compare both"),
        Reason.INSURED: _("Insured in this period already"),
        Reason.INSURED_ELSEWHERE: _("Insured for these days by another plan of this kind"),
    }.get(Reason(name), name)


def title(found: Event) -> str:
    """Return how an event is called."""
    return found.title.said(language())
