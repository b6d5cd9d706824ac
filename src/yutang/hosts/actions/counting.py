"""Months of hosts, counted from what was recorded; again at any time, with the same result.

Money counts in the month in which the ledger booked it: a refund that comes late lessens the month
in which it came. Once the ledger's month is closed and was counted after that, it stays.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from yutang.goods import queries as goods
from yutang.hosts.models import Month, Path, State
from yutang.hosts.rules import months as rules
from yutang.hosts.rules.months import Money, Paid
from yutang.kernel.clock import now, wall
from yutang.ledger import queries as ledger
from yutang.ledger.queries import MovedSum
from yutang.live import queries as live
from yutang.live.queries import Showed
from yutang.roster import queries as members
from yutang.shares import queries as shares
from yutang.trade import queries as trade

PATHS_A_ROUND = 100
_COUNTED = [
    "shows",
    "live_s",
    "viewers",
    "entries",
    *asdict(Money()),
    "counted_at",
    "ledger_id",
    "closed_at",
]
_HOSTS = (State.CERTIFIED, State.SUSPENDED)


class _Host(NamedTuple):
    """A path that is counted, and the account that hosts."""

    path: Path
    account: int
    first: date
    """The month of the diploma."""
    last: date | None
    """The last month that is theirs: that of leaving, or the one before a later diploma."""


class _Sold(NamedTuple):
    paid: dict[int, list[Paid]]
    """What moved in the month, by account."""
    first: dict[int, datetime]
    """The first payment in it."""


def count_now(at: datetime | None = None) -> int:
    """Count this month of every host, and the last one while it may be unfinished.

    Returns how many months were written.
    """
    moment = at or now()
    this = rules.month_of(moment)
    # What was booked at the end of a month is all there soon after; days are more than enough.
    some = [this] if wall(moment).day > 3 else [rules.month_before(this), this]  # noqa: PLR2004
    return count(some, moment)


def count_open(at: datetime | None = None) -> int:
    """Count all months that are not closed, from the first diploma on; for once a night."""
    moment = at or now()
    first = (
        Path.objects.filter(certified_at__isnull=False)
        .order_by("certified_at")
        .values_list("certified_at", flat=True)
        .first()
    )
    if first is None:
        return 0
    return count(list(rules.months(rules.month_of(first), rules.month_of(moment))), moment)


def count(months: Sequence[date], at: datetime, path_ids: Collection[int] | None = None) -> int:
    """Count these months of all hosts, or of some; return how many rows were written."""
    listed = _hosts(path_ids)
    written = 0
    for first in range(0, len(listed), PATHS_A_ROUND):
        some = listed[first : first + PATHS_A_ROUND]
        for month in months:
            written += _count_month(some, month, at)
        _note_last_shows(some)
    return written


def _hosts(path_ids: Collection[int] | None) -> list[_Host]:
    """Return who is counted: whoever has a diploma and an account, also once they left."""
    found = Path.objects.filter(certified_at__isnull=False).order_by("pk")
    if path_ids is not None:
        found = found.filter(pk__in=path_ids)
    paths = list(found)
    views = members.views({path.member_id for path in paths})
    hosts = []
    later: dict[int, date] = {}
    for path in reversed(paths):
        account = views[path.member_id].account_id
        if account is None or path.certified_at is None:
            continue
        first = rules.month_of(path.certified_at)
        ends = [] if path.state in _HOSTS else [rules.month_of(path.since)]
        ends += [rules.month_before(later[account])] if account in later else []
        later[account] = first
        hosts.append(_Host(path, account, first, min(ends, default=None)))
    return hosts


@transaction.atomic
def _count_month(hosts: Sequence[_Host], month: date, at: datetime) -> int:
    """Write one month of these hosts, in at most ten statements."""
    since, until = rules.bounds(month)
    closed = ledger.closed_until()
    up_to = ledger.last_transaction()
    counted = _countable(hosts, month)
    if not counted:
        return 0
    accounts = {host.account for host in counted}
    showed = live.showed(accounts, since, until, at)
    sold = _sold(accounts, since, until)
    settled = _settled(accounts, since, until)
    rows = []
    for host in counted:
        money = rules.add_up(sold.paid.get(host.account, []), settled.get(host.account, {}))
        row = Month(path=host.path, month=month, counted_at=at, ledger_id=up_to, **asdict(money))
        row.closed_at = at if closed is not None and month <= closed else None
        _show(row, showed.get(host.account))
        rows.append(row)
    Month.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["path", "month"], update_fields=_COUNTED
    )
    _note_first_sales(counted, sold.first)
    return len(rows)


def _countable(hosts: Iterable[_Host], month: date) -> list[_Host]:
    """Return whose month this is: from the diploma on, until they left, and not closed yet."""
    closed = set(
        Month.objects.filter(month=month, closed_at__isnull=False).values_list("path_id", flat=True)
    )
    return [
        host
        for host in hosts
        if host.path.pk not in closed
        and host.first <= month
        and (host.last is None or month <= host.last)
    ]


def _sold(accounts: Collection[int], since: datetime, until: datetime) -> _Sold:
    """Return what buyers paid and got back in this time for orders of these hosts' shows."""
    hosted = live.sales_hosted(accounts, until=until)
    orders = {order.id: order for order in trade.orders_in_sales(list(hosted))}
    moved: dict[UUID, MovedSum] = ledger.moved_between(list(orders), since, until)
    growers = goods.growers_of({orders[order].product_id for order in moved})
    sold = _Sold(defaultdict(list), {})
    for order_id, sums in moved.items():
        order = orders[order_id]
        account = hosted[order.sale_id]
        own = growers.get(order.product_id) == account
        sold.paid[account].append(Paid(sums.paid_fen, sums.refunded_fen, own))
        if sums.first_paid_at is not None:
            known = sold.first.get(account, sums.first_paid_at)
            sold.first[account] = min(known, sums.first_paid_at)
    return sold


def _settled(
    accounts: Collection[int], since: datetime, until: datetime
) -> dict[int, dict[str, int]]:
    """Return by account what was settled to them and their producers, by part of a price."""
    payees = shares.payees_of_persons(accounts)
    found: dict[int, dict[str, int]] = {}
    for each in shares.earned(list(payees), since, until):
        parts = found.setdefault(payees[each.payee_id], {})
        parts[each.kind] = parts.get(each.kind, 0) + each.fen
    return found


def _show(row: Month, showed: Showed | None) -> None:
    if showed is not None:
        row.shows, row.live_s = showed.shows, showed.live_s
        row.viewers, row.entries = showed.viewers, showed.entries


def _note_first_sales(hosts: Iterable[_Host], first: dict[int, datetime]) -> None:
    """Keep when the first order after the diploma was paid; earlier ones are no outcome of it."""
    for host in hosts:
        came, path = first.get(host.account), host.path
        if came is None or path.certified_at is None or came < path.certified_at:
            continue
        known = Q(first_sale_at=None) | Q(first_sale_at__gt=came)
        Path.objects.filter(known, pk=path.pk).update(first_sale_at=came)


def _note_last_shows(hosts: Sequence[_Host]) -> None:
    last = live.last_shows({host.account for host in hosts})
    news = []
    for host in hosts:
        showed = last.get(host.account)
        if showed is not None and showed != host.path.last_show_at:
            host.path.last_show_at = showed
            news.append(host.path)
    Path.objects.bulk_update(news, ["last_show_at"])
