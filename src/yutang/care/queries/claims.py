"""Reads of claims: as pages show them, and the worklist sorted by what is due first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, When

from yutang.care.models import Claim, ClaimKind, ClaimState, Outcome, Remark, Side
from yutang.care.queries import words
from yutang.care.rules import clock, steps
from yutang.goods import queries as goods
from yutang.goods.queries import ProductView
from yutang.kernel.clock import now as present


@dataclass(frozen=True)
class ClaimView:
    """A claim at a moment. Amounts in fen; `stage` is its state as time has made it."""

    id: int
    order_id: UUID
    product: ProductView
    batch_number: str
    kind: str
    kind_name: str
    bad: int | None
    of: int | None
    rule_fen: int
    offer_fen: int | None
    refund_fen: int
    stage: str
    turn: str
    outcome: str
    outcome_name: str
    opened_at: datetime
    promised_at: datetime
    due_at: datetime | None
    left: str
    """How long is left, in words; empty when it is settled."""
    is_late: bool
    is_soon: bool
    waybill: str
    closed_at: datetime | None
    buyer_name: str

    @property
    def order_number(self) -> str:
        return self.order_id.hex[-8:].upper()

    @property
    def is_return(self) -> bool:
        return self.kind == ClaimKind.RETURN

    @property
    def percent(self) -> int | None:
        """The bad ones' share in whole percent."""
        return None if self.bad is None or not self.of else round(100 * self.bad / self.of)


@dataclass(frozen=True)
class RemarkView:
    """One line of a thread."""

    at: datetime
    side: str
    who: str
    did: str
    text: str
    amount_fen: int | None


def claim_views(claims: Iterable[Claim], at: datetime | None = None) -> list[ClaimView]:
    """Return the claims with their products: two or three queries."""
    listed, moment = list(claims), at or present()
    products = goods.product_views({claim.product_id for claim in listed})
    return [_view(claim, products[claim.product_id], moment) for claim in listed]


def claims_of_order(order_id: UUID) -> QuerySet[Claim]:
    """Return the order's claims, newest first."""
    found = Claim.objects.filter(order_id=order_id)
    return found.select_related("batch", "buyer").order_by("-opened_at")


def latest_claim(order_id: UUID) -> Claim | None:
    """Return the order's latest claim: one query."""
    return Claim.objects.filter(order_id=order_id).order_by("-opened_at").first()


@dataclass(frozen=True)
class Brief:
    """Where a claim stands, in a line."""

    id: int
    turn: str
    left: str
    is_late: bool
    refund_fen: int
    is_settled: bool
    outcome_name: str


def in_brief(claim: Claim, now: datetime) -> Brief:
    """Return where the claim stands at this moment."""
    stage = steps.stage(claim.state, claim.due_at, now)
    due_at = steps.due(claim.state, claim.due_at, claim.county_due_at, now)
    return Brief(
        id=claim.pk,
        turn=words.turn_words(stage, claim.kind),
        left=words.left_words(due_at, now) if due_at else "",
        is_late=due_at is not None and due_at <= now,
        refund_fen=claim.refund_fen,
        is_settled=due_at is None,
        outcome_name=str(Outcome(claim.outcome).label) if claim.outcome else "",
    )


def last_address(producer_id: int) -> bytes | None:
    """Return the sealed address that the producer gave last for goods to come back to."""
    given = Claim.objects.filter(producer_id=producer_id, back_to_sealed__isnull=False)
    sealed = given.order_by("-opened_at").values_list("back_to_sealed", flat=True).first()
    return bytes(sealed) if sealed is not None else None


def thread(remarks: Iterable[Remark], *, asker: str = "") -> list[RemarkView]:
    """Return the lines of a thread, oldest first; `asker` names a buyer who may be none."""
    return [
        RemarkView(
            at=remark.at,
            side=remark.side,
            who=(remark.side == Side.BUYER and asker) or str(Side(remark.side).label),
            did=words.step_words(remark.step),
            text=remark.text,
            amount_fen=remark.amount_fen,
        )
        for remark in remarks
    ]


def waiting_for(claims: QuerySet[Claim], sides: Iterable[str], now: datetime) -> QuerySet[Claim]:
    """Return the open claims whose turn is one of these sides', what is due first at the top.

    Time moves a claim to the county without anything being written, so this is asked of time.
    """
    wanted = set(sides)
    passed = Q(state__in=steps.ESCALATES, due_at__lte=now)
    turns = Q(pk__in=[])
    if "county" in wanted:
        turns |= Q(state=ClaimState.COUNTY) | passed
    states = [state for state, side in steps.TURN.items() if side in wanted and state != "county"]
    turns |= Q(state__in=states) & ~passed
    return claims.filter(turns, closed_at=None).order_by(_due(now), "id")


def settled(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Return the settled ones, newest first."""
    return claims.filter(state=ClaimState.CLOSED).order_by("-closed_at", "-id")


def _due(now: datetime) -> Case:
    passed = When(state__in=steps.ESCALATES, due_at__lte=now, then=F("county_due_at"))
    return Case(passed, default=F("due_at"))


def _view(claim: Claim, product: ProductView, now: datetime) -> ClaimView:
    stage = steps.stage(claim.state, claim.due_at, now)
    due_at = steps.due(claim.state, claim.due_at, claim.county_due_at, now)
    left = clock.left(due_at, now) if due_at else None
    return ClaimView(
        id=claim.pk,
        order_id=claim.order_id,
        product=product,
        batch_number=claim.batch.number if claim.batch else "",
        kind=claim.kind,
        kind_name=str(ClaimKind(claim.kind).label),
        bad=claim.bad,
        of=claim.of,
        rule_fen=claim.rule_fen,
        offer_fen=claim.offer_fen,
        refund_fen=claim.refund_fen,
        stage=stage,
        turn=words.turn_words(stage, claim.kind),
        outcome=claim.outcome,
        outcome_name=str(Outcome(claim.outcome).label) if claim.outcome else "",
        opened_at=claim.opened_at,
        promised_at=claim.promised_at,
        due_at=due_at,
        left=words.left_words(due_at, now) if due_at else "",
        is_late=left is not None and left.is_late,
        is_soon=left is not None and left.is_soon,
        waybill=claim.waybill,
        closed_at=claim.closed_at,
        buyer_name=claim.buyer.name,
    )
