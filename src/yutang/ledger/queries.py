"""Reads of the ledger: every balance is a sum over entries, each time it is asked for."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum

from yutang.ledger import rules
from yutang.ledger.models import Account, AccountKind, Cause, Entry, Period, Transaction
from yutang.ledger.rules import Kind, Line
from yutang.plumbing import statements

Names = Callable[[Sequence[str]], dict[str, str]]
"""Says the names of owners ``<prefix>:<id>``, for whoever has such owners: owner → name."""
_names: dict[str, Names] = {}


@dataclass(frozen=True)
class AccountView:
    """An account and what moved on it, in fen; the balance is debits less credits."""

    id: int
    kind: str
    kind_name: str
    owner: str
    owner_name: str
    entries: int
    debit_fen: int
    credit_fen: int

    @property
    def balance_fen(self) -> int:
        return self.debit_fen - self.credit_fen


@dataclass(frozen=True)
class EntryView:
    """One line on an account, and the cause of its transaction."""

    transaction_id: int
    line: int
    at: datetime
    cause: str
    cause_name: str
    cause_key: str
    order_id: UUID | None
    note: str
    amount_fen: int


@dataclass(frozen=True)
class TransactionView:
    """A transaction with its lines; debits are positive."""

    id: int
    at: datetime
    cause: str
    cause_name: str
    cause_key: str
    order_id: UUID | None
    note: str
    lines: tuple[Line, ...]


class Moved(NamedTuple):
    """A payment or a refund of an order."""

    transaction_id: int
    at: datetime
    order_id: UUID


class MovedSum(NamedTuple):
    """What came for an order and what went back in a stretch of time, in fen."""

    paid_fen: int
    refunded_fen: int
    first_paid_at: datetime | None


class Movement(NamedTuple):
    """One line of an account, with its transaction's cause; a debit is positive."""

    transaction_id: int
    owner: str
    cause: str
    cause_key: str
    amount_fen: int


def name_owners(prefix: str, names: Names) -> None:
    """Let a room above say who its owners (``<prefix>:<id>``) are; called in its `ready`."""
    _names[prefix] = names


def owner_names(owners: Iterable[str]) -> dict[str, str]:
    """Return the owners' names, for those that somebody knows: one call a prefix."""
    by_prefix: dict[str, list[str]] = {}
    for owner in owners:
        by_prefix.setdefault(owner.partition(":")[0], []).append(owner)
    said: dict[str, str] = {}
    for prefix, asked in by_prefix.items():
        if prefix in _names:
            said |= _names[prefix](asked)
    return said


def balance(kind: Kind, owner: str = "") -> int:
    """Return an account's debits less its credits in fen: what we owe is negative."""
    return balances(kind, [owner]).get(owner, 0)


def balances(kind: Kind, owners: Sequence[str] | None = None) -> dict[str, int]:
    """Return the balance in fen of each owner's account of this kind, of all or of those named."""
    asked = {"kind": kind, "owners": None if owners is None else list(owners)}
    with connection.cursor() as cursor:
        cursor.execute(statements.load("ledger", "balances"), asked)
        return {owner: int(fen) for owner, fen in cursor.fetchall()}


def trial_balance() -> list[AccountView]:
    """Return what moved on the accounts, one row a kind, its owners taken together (`id` 0)."""
    with connection.cursor() as cursor:
        cursor.execute(statements.load("ledger", "trial_balance"))
        moved = {kind: sums for kind, *sums in cursor.fetchall()}
    return [
        AccountView(0, kind, str(label), "", "", *moved[kind])
        for kind, label in AccountKind.choices
        if kind in moved
    ]


def kind_name(kind: str) -> str:
    """Return a kind of account in the reader's language."""
    return str(AccountKind(kind).label)


def accounts(kind: str) -> QuerySet[Account]:
    """Return the accounts of a kind, to be paged; shown by `account_views`."""
    return Account.objects.filter(kind=kind).order_by("owner")


def account_views(found: Iterable[Account]) -> list[AccountView]:
    """Return these accounts with what moved on them: one query and the owners' names."""
    listed = list(found)
    moved = {
        row["account_id"]: row
        for row in Entry.objects.filter(account__in=[each.pk for each in listed])
        .values("account_id")
        .annotate(number=Count("line"), debit=_DEBIT, credit=_CREDIT)
    }
    names = owner_names(each.owner for each in listed)
    nothing = {"number": 0, "debit": 0, "credit": 0}
    views = []
    for each in listed:
        row = moved.get(each.pk, nothing)
        views.append(
            AccountView(
                each.pk,
                each.kind,
                str(each.get_kind_display()),
                each.owner,
                names.get(each.owner, each.owner),
                row["number"],
                row["debit"] or 0,
                -(row["credit"] or 0),
            )
        )
    return views


def account(account_id: int) -> Account | None:
    """Return an account; None when there is none."""
    return Account.objects.filter(pk=account_id).first()


def entries(kind: Kind, owner: str = "") -> QuerySet[Entry]:
    """Return an account's entries, the latest first, to be paged; shown by `entry_views`."""
    return _latest(Entry.objects.filter(account__kind=kind, account__owner=owner))


def entries_of(account_id: int) -> QuerySet[Entry]:
    """Return an account's entries by its id, the latest first, to be paged."""
    return _latest(Entry.objects.filter(account_id=account_id))


def entry_views(found: Iterable[Entry]) -> list[EntryView]:
    """Return entries as pages show them; they come with their transactions."""
    return [
        EntryView(
            transaction_id=each.transaction_id,
            line=each.line,
            at=each.transaction.at,
            cause=each.transaction.cause,
            cause_name=str(Cause(each.transaction.cause).label),
            cause_key=each.transaction.cause_key,
            order_id=each.transaction.order_id,
            note=each.transaction.note,
            amount_fen=each.amount_fen,
        )
        for each in found
    ]


def movements(kind: Kind, owners: Collection[str]) -> list[Movement]:
    """Return all lines of these accounts in the order they were written; one query."""
    found = Entry.objects.filter(account__kind=kind, account__owner__in=owners)
    rows = found.order_by("transaction_id", "line").values_list(
        "transaction_id",
        "account__owner",
        "transaction__cause",
        "transaction__cause_key",
        "amount_fen",
    )
    return [Movement._make(row) for row in rows]


def transactions_of(order_id: UUID) -> list[TransactionView]:
    """Return an order's transactions in the order they were written."""
    return _views(Transaction.objects.filter(order_id=order_id))


def transaction(transaction_id: int) -> TransactionView | None:
    """Return one transaction with its lines; None when there is none."""
    return next(iter(_views(Transaction.objects.filter(pk=transaction_id))), None)


def moved_orders(after: int, most: int) -> list[Moved]:
    """Return payments and refunds of orders, so many after a transaction, in their order."""
    found = Transaction.objects.filter(
        pk__gt=after, cause__in=[Cause.PAYMENT, Cause.REFUND], order_id__isnull=False
    )
    rows = found.order_by("id").values_list("id", "at", "order_id")[:most]
    return [Moved._make(row) for row in rows]


def paid_and_refunded(order_ids: Collection[UUID], up_to: int) -> dict[UUID, tuple[int, int]]:
    """Return for each order that was paid how many fen came and how many went back.

    Counted are transactions up to the one of the id `up_to`.
    """
    found = Entry.objects.filter(
        transaction__order_id__in=order_ids,
        transaction_id__lte=up_to,
        transaction__cause__in=[Cause.PAYMENT, Cause.REFUND],
        account__kind=AccountKind.CASHIER,
    )
    came = Sum("amount_fen", filter=Q(transaction__cause=Cause.PAYMENT))
    went = Sum("amount_fen", filter=Q(transaction__cause=Cause.REFUND))
    rows = found.values_list("transaction__order_id").annotate(came=came, went=went)
    return {order_id: (came or 0, -(went or 0)) for order_id, came, went in rows if order_id}


def moved_between(
    order_ids: Collection[UUID], since: datetime, until: datetime
) -> dict[UUID, MovedSum]:
    """Return what these orders' buyers paid and got back from `since` to before `until`.

    Orders of which nothing moved in that time are left out.
    """
    if not order_ids:
        return {}
    # PostgreSQL's own text of an array: ten times the pace of one parameter an element.
    ids = f"{{{','.join(order.hex for order in order_ids)}}}"
    with connection.cursor() as cursor:
        asked: dict[str, str | datetime] = {"orders": ids, "since": since, "until": until}
        cursor.execute(statements.load("ledger", "moved_between"), asked)
        return {row[0]: MovedSum(*row[1:]) for row in cursor.fetchall()}


def last_transaction() -> int:
    """Return the id of the latest transaction; 0 when there is none."""
    return Transaction.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def closed_until() -> date | None:
    """Return the first day of the last month that is closed; None: no month is."""
    return Period.objects.order_by("-month").values_list("month", flat=True).first()


def periods() -> list[Period]:
    """Return the closings, the latest first."""
    return list(Period.objects.select_related("by").order_by("-month"))


_DEBIT = Sum("amount_fen", filter=Q(amount_fen__gt=0))
_CREDIT = Sum("amount_fen", filter=Q(amount_fen__lt=0))


def _latest(found: QuerySet[Entry]) -> QuerySet[Entry]:
    return found.select_related("transaction").order_by("-transaction_id", "line")


def _views(found: QuerySet[Transaction]) -> list[TransactionView]:
    lines: dict[int, list[Line]] = {}
    listed = list(found.order_by("id"))
    for row in (
        Entry.objects.filter(transaction__in=listed)
        .order_by("transaction_id", "line")
        .values_list("transaction_id", "account__kind", "account__owner", "amount_fen")
    ):
        lines.setdefault(row[0], []).append(Line(rules.kind_of(row[1]), row[2], row[3]))
    return [
        TransactionView(
            each.pk,
            each.at,
            each.cause,
            str(Cause(each.cause).label),
            each.cause_key,
            each.order_id,
            each.note,
            tuple(lines.get(each.pk, ())),
        )
        for each in listed
    ]
