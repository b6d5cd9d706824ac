"""What pages say of claims and complaints, in words of the reader's language."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yutang.care.rules import clock


def left_words(due_at: datetime, now: datetime) -> str:
    """Return how long is left, or how late it is: ``3 hours left``, ``2 days late``."""
    left = clock.left(due_at, now)
    number = {"number": left.number}
    if left.is_late:
        said = {
            "minutes": ngettext("%(number)d minute late", "%(number)d minutes late", left.number),
            "hours": ngettext("%(number)d hour late", "%(number)d hours late", left.number),
            "days": ngettext("%(number)d day late", "%(number)d days late", left.number),
        }
    else:
        said = {
            "minutes": ngettext("%(number)d minute left", "%(number)d minutes left", left.number),
            "hours": ngettext("%(number)d hour left", "%(number)d hours left", left.number),
            "days": ngettext("%(number)d day left", "%(number)d days left", left.number),
        }
    return said[left.unit] % number


def hours_words(hours: int) -> str:
    """Return a promise of so many hours as people say it: ``48 hours``, ``3 days``."""
    days, over = divmod(hours, 24)
    if over or days < 3:  # noqa: PLR2004 - one and two days are said in hours
        return ngettext("%(number)d hour", "%(number)d hours", hours) % {"number": hours}
    return ngettext("%(number)d day", "%(number)d days", days) % {"number": days}


def step_words(step: str) -> str:
    """Return what somebody did, for the thread."""
    words = {
        "ask": _("asked"),
        "accept": _("agreed: the money goes back"),
        "offer": _("made an offer"),
        "refuse": _("said no"),
        "take": _("took the offer"),
        "appeal": _("asked the county"),
        "withdraw": _("withdrew it"),
        "decide": _("decided"),
        "give_address": _("gave the address for the goods"),
        "send_back": _("sent the goods"),
        "arrive": _("noted that the goods arrived"),
        "give_back": _("gave the money back"),
        "dispute": _("asked the county: something is not right with what came back"),
        "answer": _("answered"),
        "content": _("needs no more"),
        "settle": _("settled it"),
        "lapse": _("ended, since nobody went on in time"),
        "say": _("wrote"),
    }
    return words[step]


def kind_words(kind: str) -> str:
    """Return a kind of complaint, or one of its branches, as people say it."""
    words = {
        "goods": _("The goods"),
        "goods.unlike": _("Not as it was told"),
        "goods.short": _("Short weight or number"),
        "goods.unsafe": _("Somebody fell ill, or it is unsafe"),
        "parcel": _("The parcel"),
        "parcel.lost": _("It never came"),
        "parcel.late": _("It is late"),
        "parcel.carrier": _("The carrier"),
        "host": _("The host or the advertising"),
        "host.false": _("Something untrue was said"),
        "host.pressed": _("I was pressed or insulted"),
        "money": _("Money"),
        "money.twice": _("I paid twice or too much"),
        "money.not_back": _("My money did not come back"),
        "money.farmer": _("The farmer did not get what was said"),
        "data": _("My own data"),
        "data.leaked": _("Somebody has my number or address"),
        "data.asked": _("I want to know or remove what is kept"),
        "origin": _("Where it comes from"),
        "origin.faked": _("It does not come from there"),
        "origin.certificate": _("The certificate is wrong or missing"),
        "programme": _("The programme"),
        "programme.not_held": _("A training or activity was not held"),
        "programme.list": _("The list names people who were not there"),
        "programme.benefit": _("Money or help was kept back, or is late"),
        "programme.wrong": _("The money went to the wrong one"),
        "programme.plaque": _("The plaque or the planted plot is not true"),
        "programme.fee": _("Somebody asked for a fee"),
        "other": _("Something else"),
    }
    return words[kind]


def turn_words(stage: str, kind: str) -> str:
    """Return what a claim waits for."""
    if stage == "asked":
        return (
            _("The seller gives the address for the goods")
            if kind == "return"
            else _("The seller answers")
        )
    words = {
        "offered": _("The buyer takes the offer, or asks the county"),
        "refused": _("The buyer lets it be, or asks the county"),
        "sending": _("The buyer sends the goods"),
        "underway": _("The goods are on their way back"),
        "arrived": _("The seller gives the money back"),
        "county": _("The county office decides"),
        "closed": _("Settled"),
    }
    return words[stage]
