"""Where a donation is: the movements of its fund and programmes in the ledger's own order."""

from collections.abc import Collection
from typing import NamedTuple

from django.db.models import QuerySet

from yutang.ledger import queries as ledger
from yutang.ledger.queries import Movement
from yutang.ledger.rules import FUND, PROGRAMME
from yutang.programmes.models import GivenBack, Grant, Programme, Purpose, Spending
from yutang.programmes.rules import following, kinds
from yutang.programmes.rules.following import Event, Followed, What


class Used(NamedTuple):
    """What of a donation a programme spent on one purpose."""

    name: str
    fen: int


class WithProgramme(NamedTuple):
    """What of a donation came to a programme, in fen: arrived = back + left + used."""

    id: int
    name: str
    arrived_fen: int
    back_fen: int
    left_fen: int
    used: list[Used]


def followed(donation_id: int, fund_id: int) -> Followed:
    """Return where one donation of a fund is, to the fen."""
    return following.follow(donation_id, fund_id, _events(fund_id))


def left_of_fund(fund_id: int, programme_id: int) -> int:
    """Return what of a fund's money is left in a programme, in fen."""
    return following.left_of_fund(fund_id, programme_id, _events(fund_id))


def with_programmes(found: Followed) -> list[WithProgramme]:
    """Return the programmes that a donation came to, in words."""
    names = dict(Programme.objects.filter(pk__in=found.programmes).values_list("pk", "name"))
    return [
        WithProgramme(
            programme,
            names[programme],
            share.arrived,
            share.back,
            share.left,
            [Used(str(Purpose(each).label), fen) for each, fen in share.spent.items() if fen],
        )
        for programme, share in sorted(found.programmes.items())
    ]


def _events(fund_id: int) -> list[Event]:
    """Return what moved in a fund and in its programmes: a grant is a line of both, told once."""
    grants = Grant.objects.filter(fund=fund_id, state="confirmed")
    programmes = {kinds.programme_owner(each): each for each in _ids(grants)}
    moved = {row.transaction_id: row for row in ledger.movements(FUND, [kinds.fund_owner(fund_id)])}
    moved |= {row.transaction_id: row for row in ledger.movements(PROGRAMME, list(programmes))}
    known = _Known(fund_id, programmes.values())
    return [
        known.event(moved[transaction], programmes.get(moved[transaction].owner, 0))
        for transaction in sorted(moved)
    ]


def _ids(grants: QuerySet[Grant]) -> set[int]:
    return set(grants.values_list("programme_id", flat=True))


class _Known:
    """What the rows of this room add to a line of the ledger."""

    def __init__(self, fund_id: int, programmes: Collection[int]) -> None:
        self.fund_id = fund_id
        back = GivenBack.objects.filter(donation__fund=fund_id).values_list("pk", "donation_id")
        self.donations = dict(back)
        grants = Grant.objects.filter(programme__in=programmes)
        self.funds = dict(grants.values_list("pk", "fund_id"))
        spendings = Spending.objects.filter(programme__in=programmes)
        self.spent = {
            pk: (purpose, undoes)
            for pk, purpose, undoes in spendings.values_list("pk", "purpose", "undoes_id")
        }

    def event(self, row: Movement, programme: int) -> Event:
        """Return the movement that a line tells of."""
        cause, ref, fen = row.cause, int(row.cause_key), abs(row.amount_fen)
        if cause == "donation":
            return Event("given", fen, ref=ref)
        if cause == "donation_back":
            return Event("returned", fen, ref=self.donations[ref])
        if cause in {"grant", "grant_back"}:
            what: What = "granted" if cause == "grant" else "back"
            return Event(what, fen, fund=self.funds[ref], programme=programme)
        purpose, undoes = self.spent[ref]
        if undoes is None:
            return Event("spent", fen, ref=ref, programme=programme, purpose=purpose)
        return Event("undone", fen, ref=undoes, programme=programme, purpose=purpose)
