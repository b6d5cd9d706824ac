"""Months of hosts and how their incomes spread. Incomes are net, from the ledger, in fen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from yutang.hosts.models import Month, Path
from yutang.hosts.queries import ruling
from yutang.hosts.rules import months as calendar
from yutang.hosts.rules.spread import Spread, public, spread
from yutang.kernel.clock import today
from yutang.live import queries as live
from yutang.live.queries import Show
from yutang.people.access import Person
from yutang.shares import queries as shares
from yutang.shares.queries import Share
from yutang.trade.queries.briefs import OrderBrief, order_briefs


@dataclass(frozen=True)
class MonthSpread:
    """One month of some hosts; `spread` None: fewer than ten, or nobody."""

    month: date
    spread: Spread | None


@dataclass(frozen=True)
class Beside:
    """A median beside one's own month, and of whom it is."""

    median_fen: int
    whose: str
    """`class` or the code of a place."""


@dataclass(frozen=True)
class SettledLine:
    """One settled part of one order; negative: taken back for a refund."""

    share: Share
    kind_name: str
    order: OrderBrief | None


def full_month() -> date:
    """Return the last month that is over."""
    return calendar.month_before(today())


def months_of(path: Path) -> "QuerySet[Month]":
    """Return the months of a host, the latest first."""
    return path.months.order_by("-month")


def month_of(path: Path, month: date) -> Month | None:
    """Return one month of a host."""
    return path.months.filter(month=month).first()


def at_place(code: str) -> "QuerySet[Month]":
    """Return the months of hosts who live at a place or under it."""
    return Month.objects.filter(path__place_code__startswith=code)


def of_cohort(cohort_id: int) -> "QuerySet[Month]":
    """Return the months of hosts who passed a class."""
    return Month.objects.filter(path__cohort=cohort_id)


def spread_of(
    rows: "QuerySet[Month]", month: date, target_fen: int, *, whole: bool
) -> Spread | None:
    """Return how incomes of that month spread; unless `whole`, nothing of fewer than ten."""
    nets = list(rows.filter(month=month).values_list("net_fen", flat=True))
    found = spread(nets, target_fen)
    return found if whole else public(found)


def line_of(
    rows: "QuerySet[Month]", target_fen: int, most: int, *, whole: bool
) -> list[MonthSpread]:
    """Return the spread of each of the latest so many months that are over, the earliest first."""
    last = full_month() if not whole else today()
    by_month: dict[date, list[int]] = {}
    for month, net in rows.filter(month__lte=last).values_list("month", "net_fen"):
        by_month.setdefault(month, []).append(net)
    latest = sorted(by_month)[-most:]
    spreads = {month: spread(by_month[month], target_fen) for month in latest}
    return [
        MonthSpread(month, found if whole else public(found)) for month, found in spreads.items()
    ]


def beside(path: Path, month: date) -> Beside | None:
    """Return a median to compare with: of the class, else the county, the province, all.

    Only of ten hosts and more, so that nobody can be told from it.
    """
    target = ruling.rule_at(path.place_code).target_fen
    if path.cohort_id is not None:
        found = spread_of(of_cohort(path.cohort_id), month, target, whole=False)
        if found is not None:
            return Beside(found.median, "class")
    for digits in (6, 2, 0):
        code = path.place_code[:digits]
        found = spread_of(at_place(code), month, target, whole=False)
        if found is not None:
            return Beside(found.median, code)
    return None


def settled_lines(account: Person, month: date) -> "QuerySet[Share]":
    """Return the settled shares behind a month's income, the latest first."""
    since, until = calendar.bounds(month)
    return shares.earned_lines(list(shares.payees_of_persons([account.pk])), since, until)


def lines(found: Iterable[Share]) -> list[SettledLine]:
    """Return settled shares with their orders, for a page."""
    listed = list(found)
    orders = order_briefs({share.order_id for share in listed})
    return [
        SettledLine(share, shares.kind_name(share.kind), orders.get(share.order_id))
        for share in listed
    ]


def shows_of(account: Person, month: date) -> list[Show]:
    """Return the account's shows that went live in a month, the latest first."""
    return live.shows(account.pk, *calendar.bounds(month))
