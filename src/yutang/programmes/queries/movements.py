"""Movements of funds and programmes as everybody may see them: no person, no small group."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from yutang.kernel.clock import CHINA, wall
from yutang.kernel.counts import SMALL, Persons
from yutang.programmes.models import Bill, Donation, Donor, GivenBack, Grant, Purpose, Spending
from yutang.programmes.rules import kinds

_SHOWN_MOST = 2_000


@dataclass(frozen=True)
class Line:
    """One public line: what came in is positive. `day` None: over several months."""

    day: date | None
    month: bool
    """Of the whole month, not of that day."""
    what: str
    who: str
    words: str
    fen: int
    persons: Persons | None = None
    """How many different persons it went to; None also where they are too few to say."""
    few: bool = False


def of_fund(fund_id: int) -> list[Line]:
    """Return what moved in a fund, the latest first, 2,000 lines at most of each sort."""
    came = Donation.objects.filter(fund=fund_id, state="confirmed").select_related("donor")
    back = GivenBack.objects.filter(donation__fund=fund_id, state="confirmed")
    went = Grant.objects.filter(fund=fund_id, state="confirmed").select_related("programme")
    lines = [_donation(each) for each in came.order_by("-pk")[:_SHOWN_MOST]]
    lines += [_given_back(each) for each in back.select_related("donation__donor")[:_SHOWN_MOST]]
    lines += [_grant(each, each.programme.name, -1) for each in went.order_by("-pk")[:_SHOWN_MOST]]
    return _sorted(lines)


def of_programme(programme_id: int) -> list[Line]:
    """Return what moved in a programme, the latest first; payments to persons in groups."""
    came = Grant.objects.filter(programme=programme_id, state="confirmed").select_related("fund")
    lines = [_grant(each, each.fund.name, 1) for each in came[:_SHOWN_MOST]]
    bills = Bill.objects.filter(programme=programme_id, state="confirmed").order_by("-pk")
    lines += [_bill(each) for each in bills[:_SHOWN_MOST]]
    return _sorted(lines + _to_persons(programme_id))


def donor_name(donor: Donor) -> str:
    """Return how a donor stands in public: persons never by name."""
    if donor.what == Donor.What.PERSON:
        return _("A person")
    return donor.public_name or _("Anonymous donor")


def _donation(each: Donation) -> Line:
    return Line(each.received_on, False, _("Donation"), donor_name(each.donor), "", each.amount_fen)


def _given_back(each: GivenBack) -> Line:
    day = wall(each.decided_at or each.noted_at).date()
    who = donor_name(each.donation.donor)
    return Line(day, False, _("Given back"), who, "", -each.amount_fen)


def _grant(each: Grant, other: str, sign: int) -> Line:
    day = wall(each.decided_at or each.noted_at).date()
    fen = -each.amount_fen if each.is_back else each.amount_fen
    what = _("Came back from the programme") if each.is_back else _("Handed to the programme")
    return Line(day, False, what, other, each.words, sign * fen)


def _bill(each: Bill) -> Line:
    day = wall(each.decided_at or each.noted_at).date()
    purpose = str(Purpose(each.purpose).label)
    return Line(day, False, purpose, each.organisation, each.what, -each.amount_fen)


def _to_persons(programme_id: int) -> list[Line]:
    """Return payments to persons by purpose and month; small groups of months in one line."""
    rows = (
        Spending.objects.filter(programme=programme_id, owner__startswith=kinds.PAYEE)
        .annotate(month=TruncMonth("at", tzinfo=CHINA))
        .values_list("purpose", "month")
        .annotate(fen=Sum("amount_fen"), owners=Count("owner", distinct=True))
        .order_by("purpose", "month")
    )
    lines, rest = [], defaultdict[str, int](int)
    for purpose, month, fen, owners in rows:
        if owners < SMALL:
            rest[purpose] += fen
        elif fen:
            lines.append(_persons(purpose, wall(month).date(), fen, Persons(owners)))
    lines += [_persons(purpose, None, fen, None) for purpose, fen in rest.items() if fen]
    return lines


def _persons(purpose: str, month: date | None, fen: int, persons: Persons | None) -> Line:
    words = "" if month else _("Months with fewer than 10 persons, together")
    return Line(
        month,
        True,
        str(Purpose(purpose).label),
        _("Persons"),
        words,
        -fen,
        persons,
        few=persons is None,
    )


def _sorted(lines: Sequence[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: line.day or date.min, reverse=True)
