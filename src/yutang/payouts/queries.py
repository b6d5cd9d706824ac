"""Reads of the payouts room: what would be paid, runs and replies, statements, limits."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.ledger import queries as books
from yutang.ledger.rules import ADVANCE, PAYABLE, owner_of
from yutang.payouts import access
from yutang.payouts.models import (
    Advance,
    AdvanceState,
    BankAccount,
    BankProfile,
    Payout,
    PayoutKind,
    PayoutState,
    Reply,
    ReplyLine,
    Resolution,
    Run,
)
from yutang.payouts.rules import accounts as account_rules
from yutang.payouts.rules import profiles as profile_rules
from yutang.payouts.rules import replies as reply_rules
from yutang.payouts.rules import runs as rules
from yutang.payouts.rules.profiles import Profile
from yutang.payouts.rules.runs import Balance, Left, Plan
from yutang.people import queries as people
from yutang.plumbing.reader import reads_english
from yutang.shares import queries as shares

_NAMES_SHOWN = 5


@dataclass(frozen=True)
class AccountView:
    """A bank account as pages show it: masked. `fresh`: "", "new" or "changed" lately."""

    id: int
    kind_name: str
    holder: str
    bank: str
    branch: str
    tail: str
    since: datetime
    by: str
    reason: str
    fresh: account_rules.Fresh
    ended_at: datetime | None


@dataclass(frozen=True)
class Planned:
    """What a run of a place would take now."""

    plan: Plan
    advances: tuple[Advance, ...]
    waiting: tuple[Advance, ...]
    """Agreed to, but without an account or with a payout under way."""
    accounts: dict[int, int]
    owing: dict[int, int]
    """The advance being repaid, by payee."""
    names: dict[int, str]

    @property
    def pays_fen(self) -> int:
        lines = sum(line.paid_fen for line in self.plan.lines)
        return lines + sum(advance.amount_fen for advance in self.advances)


@dataclass(frozen=True)
class PayoutView:
    """A payout as a run lists it; `account` marks one that was changed lately."""

    id: int
    position: int
    reference: str
    is_advance: bool
    payee_id: int
    name: str
    gross_fen: int
    repaid_fen: int
    amount_fen: int
    state: str
    state_name: str
    ended_at: datetime | None
    account: AccountView


@dataclass(frozen=True)
class Cleared:
    """The payout that took what was owed at a moment; `paid_at` None: the bank has it still."""

    reference: str
    paid_at: datetime | None


@dataclass(frozen=True)
class RunSums:
    """Counts and sums of a run's payouts, in fen."""

    payouts: int
    amount_fen: int
    repaid_fen: int
    paid: int
    paid_fen: int
    returned: int
    returned_fen: int
    open: int


def run_number(run_id: int) -> str:
    """Return what people call a run."""
    return f"{run_id:04d}"


def profile(profile_id: int) -> BankProfile:
    """Return a bank's profile.

    Raises:
        NotFound
    """
    found = BankProfile.objects.filter(pk=profile_id).first()
    if found is None:
        raise NotFound
    return found


def profiles() -> list[BankProfile]:
    """Return all bank profiles, by name."""
    return list(BankProfile.objects.order_by("pk"))


def profile_facts(kept: BankProfile) -> Profile:
    """Return a profile as files are written and read by it."""
    return Profile(
        form="xlsx" if kept.form == "xlsx" else "csv",
        encoding="gb18030" if kept.encoding == "gb18030" else "utf-8",
        sent=profile_rules.columns(kept.sent_columns, profile_rules.SENT_FIELDS, ()),
        reply=profile_rules.columns(kept.reply_columns, profile_rules.REPLY_FIELDS, ()),
        paid_words=profile_rules.words(kept.paid_words),
        returned_words=profile_rules.words(kept.returned_words),
    )


def payee_names(payee_ids: Collection[int]) -> dict[int, str]:
    """Return what these payees are called, by id: one query."""
    return {payee: view.name for payee, view in shares.payee_views(set(payee_ids)).items()}


def names_of(payee_ids: Collection[int]) -> str:
    """Return the first of these payees' names as one text."""
    names = sorted(payee_names(payee_ids).values())
    listed = (", " if reads_english() else "、").join(names[:_NAMES_SHOWN])
    return f"{listed} …" if len(names) > _NAMES_SHOWN else listed


def planned(place_code: str, least_fen: int) -> Planned:
    """Return what a run of the place would take at this moment, and who is left out why."""
    payees = list(access.payees_of_place(place_code).order_by("pk").values_list("pk", flat=True))
    owners = [owner_of(payee) for payee in payees]
    payable, owed = books.balances(PAYABLE, owners), books.balances(ADVANCE, owners)
    in_use = BankAccount.objects.filter(payee_id__in=payees, ended_at=None)
    accounts = dict(in_use.values_list("payee_id", "pk"))
    under_way = set(
        Payout.objects.filter(payee_id__in=payees, state__in=Payout.OPEN_STATES).values_list(
            "payee_id", "kind"
        )
    )
    advances = list(
        Advance.objects.filter(
            payee_id__in=payees, state__in=[AdvanceState.AGREED, AdvanceState.GIVEN]
        ).order_by("pk")
    )
    given = {each.payee_id: each for each in advances if each.state == AdvanceState.GIVEN}
    agreed = [each for each in advances if each.state == AdvanceState.AGREED]
    ready = [
        each
        for each in agreed
        if each.payee_id in accounts and (each.payee_id, PayoutKind.ADVANCE) not in under_way
    ]
    balances = [
        Balance(
            payee,
            -payable.get(owner, 0),
            owed.get(owner, 0) if payee in given else 0,
            given[payee].repay_percent if payee in given else 0,
            has_account=payee in accounts,
            is_open=(payee, PayoutKind.BALANCE) in under_way,
        )
        for payee, owner in zip(payees, owners, strict=True)
    ]
    plan = rules.plan(balances, least_fen)
    shown = {each.payee for each in plan.lines} | {each.payee for each in plan.left}
    return Planned(
        plan=plan,
        advances=tuple(ready),
        waiting=tuple(each for each in agreed if each not in ready),
        accounts=accounts,
        owing={payee: each.pk for payee, each in given.items()},
        names=payee_names(shown | {each.payee_id for each in agreed}),
    )


def account_view(account: BankAccount, by: str = "") -> AccountView:
    """Return an account masked."""
    return AccountView(
        id=account.pk,
        kind_name=str(account.get_kind_display()),
        holder=account.holder_masked,
        bank=account.bank,
        branch=account.branch,
        tail=account.number_tail,
        since=account.since,
        by=by,
        reason=account.reason,
        fresh=account_rules.fresh(account.since, now(), is_first=account.is_first),
        ended_at=account.ended_at,
    )


def accounts_of(payee_id: int, most: int = 10) -> list[AccountView]:
    """Return the versions of a payee's account, the one in use first."""
    found = list(BankAccount.objects.filter(payee_id=payee_id).order_by("-since", "-pk")[:most])
    names = people.names({each.by_id for each in found})
    return [account_view(each, names.get(each.by_id, "")) for each in found]


def account_in_use(payee_id: int) -> AccountView | None:
    """Return the payee's account in use; None when there is none."""
    return accounts_in_use([payee_id]).get(payee_id)


def accounts_in_use(payee_ids: Collection[int]) -> dict[int, AccountView]:
    """Return the account in use of each of these payees that has one: one query."""
    found = BankAccount.objects.filter(payee_id__in=payee_ids, ended_at=None)
    return {each.payee_id: account_view(each) for each in found}


def asked(found: QuerySet[Advance]) -> QuerySet[Advance]:
    """Return of these advances those that wait for an answer."""
    return found.filter(state=AdvanceState.ASKED)


def payouts_of(run: Run) -> QuerySet[Payout]:
    """Return a run's payouts in their order, to be paged; those with a fresh account first."""
    return run.payouts.select_related("account").order_by("position")


def payout_views(found: Iterable[Payout]) -> list[PayoutView]:
    """Return payouts as a run lists them: two queries for the names."""
    listed = list(found)
    names = payee_names({each.payee_id for each in listed})
    changers = people.names({each.account.by_id for each in listed})
    return [
        PayoutView(
            id=each.pk,
            position=each.position,
            reference=each.reference,
            is_advance=each.kind == PayoutKind.ADVANCE,
            payee_id=each.payee_id,
            name=names.get(each.payee_id, ""),
            gross_fen=each.gross_fen,
            repaid_fen=each.repaid_fen,
            amount_fen=each.amount_fen,
            state=each.state,
            state_name=str(each.get_state_display()),
            ended_at=each.ended_at,
            account=account_view(each.account, changers.get(each.account.by_id, "")),
        )
        for each in listed
    ]


def fresh_accounts(run: Run) -> list[PayoutView]:
    """Return a run's payouts whose account became valid lately, for whoever approves."""
    found = payouts_of(run).filter(account__since__gt=account_rules.marked_since(now()))
    return payout_views(found)


def run_sums(run_ids: Collection[int]) -> dict[int, RunSums]:
    """Return the sums of each of these runs: one query."""
    paid, back = Q(state=PayoutState.PAID), Q(state=PayoutState.RETURNED)
    rows = (
        Payout.objects.filter(run_id__in=run_ids)
        .values("run_id")
        .annotate(
            n=Count("pk"),
            amount=Sum("amount_fen"),
            repaid=Sum("repaid_fen"),
            paid=Count("pk", filter=paid),
            paid_fen=Sum("amount_fen", filter=paid),
            back=Count("pk", filter=back),
            back_fen=Sum("amount_fen", filter=back),
            open=Count("pk", filter=Q(state=PayoutState.OPEN)),
        )
    )
    return {
        row["run_id"]: RunSums(
            row["n"],
            row["amount"] or 0,
            row["repaid"] or 0,
            row["paid"],
            row["paid_fen"] or 0,
            row["back"],
            row["back_fen"] or 0,
            row["open"],
        )
        for row in rows
    }


def replies_of(run: Run) -> list[tuple[Reply, int]]:
    """Return what the bank replied to a run, the latest first, with what is to be looked at."""
    looks = Q(lines__finding__in=_TO_LOOK_AT, lines__resolved_at=None)
    found = run.replies.select_related("by", "confirmed_by").annotate(
        looks=Count("lines", filter=looks)
    )
    return [(reply, reply.looks) for reply in found.order_by("-at")]


def reply_totals(reply: Reply) -> reply_rules.Totals:
    """Return counts and sums of a reply."""
    lines = reply.lines.values("finding").annotate(n=Count("pk"), fen=Sum("amount_fen"))
    found = {row["finding"]: (row["n"], row["fen"]) for row in lines}
    nothing = (0, 0)
    return reply_rules.Totals(
        lines=sum(count for count, _fen in found.values()),
        paid=found.get("paid", nothing)[0],
        paid_fen=found.get("paid", nothing)[1],
        returned=found.get("returned", nothing)[0],
        returned_fen=found.get("returned", nothing)[1],
        to_look_at=sum(found.get(finding, nothing)[0] for finding in _TO_LOOK_AT),
    )


def worklist(found: QuerySet[ReplyLine]) -> QuerySet[ReplyLine]:
    """Return of these lines those that somebody has to look at, the oldest first."""
    return found.filter(finding__in=_TO_LOOK_AT, resolved_at=None).order_by("pk")


def ways_to_resolve(line: ReplyLine) -> list[tuple[str, str]]:
    """Return what can be done about a line: the word of the action, and what it says."""
    state = line.payout.state if line.payout else ""
    ways = reply_rules.resolutions(line.finding, state)
    return [(way, str(Resolution(way).label)) for way in ways]


def left_words(left: Left) -> str:
    """Return in words why a run does not pay a payee."""
    return {
        "negative": _("Refunds were more than shares: it is taken from what comes next."),
        "small": _("Less than the least amount: it waits for the next run."),
        "no_account": _("No bank account on record yet."),
        "open": _("An earlier payout is still under way."),
    }[left.reason]


def paid_marks(payee_id: int) -> list[tuple[datetime, datetime | None, str]]:
    """Return when balances were counted for payouts that went out, the earliest first.

    (counted at, paid at or None, reference): a line that came before `counted at` was paid by it.
    """
    found = Payout.objects.filter(
        payee_id=payee_id,
        kind=PayoutKind.BALANCE,
        state__in=[PayoutState.OPEN, PayoutState.PAID],
    )
    rows = found.order_by("counted_at").values_list("counted_at", "ended_at", "reference")
    return list(rows)


def cleared(asked: Collection[tuple[int, datetime]]) -> dict[tuple[int, datetime], Cleared]:
    """Return by (payee, moment) the payout that paid what was owed then, where one did: one query.

    A run takes whole balances, so the first one counted after the moment is it. One that came back
    is none: what it took is owed again, and the next one pays it.
    """
    found = Payout.objects.filter(
        payee_id__in={payee for payee, _moment in asked},
        kind=PayoutKind.BALANCE,
        state__in=[PayoutState.OPEN, PayoutState.PAID],
    )
    marks: dict[int, list[Payout]] = {}
    for each in found.order_by("counted_at"):
        marks.setdefault(each.payee_id, []).append(each)
    firsts = {
        (payee, moment): next(
            (each for each in marks.get(payee, ()) if each.counted_at > moment), None
        )
        for payee, moment in asked
    }
    return {key: Cleared(each.reference, each.ended_at) for key, each in firsts.items() if each}


def _looks() -> Sequence[str]:
    return [each.value for each in reply_rules.Finding if each.needs_a_look]


_TO_LOOK_AT = _looks()
