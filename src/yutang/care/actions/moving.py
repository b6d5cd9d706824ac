"""One step of a claim: its row locked, the step asked of the rules, the line written down."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from yutang.care import access
from yutang.care.errors import WrongMoment
from yutang.care.models import Claim, ClaimState, Outcome, Remark
from yutang.care.queries.rule import terms_of
from yutang.care.rules import steps
from yutang.care.rules.policy import Terms
from yutang.care.rules.steps import Step
from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.shares import actions as shares


class Taken:
    """A step being taken: the claim, locked; `is_done` when this person has taken it before."""

    def __init__(self, claim: Claim, step: Step, by: Person, at: datetime, *, done: bool) -> None:
        self.claim, self.step, self.by, self.at, self.is_done = claim, step, by, at, done

    @property
    def terms(self) -> Terms:
        """The version of the rule that held when the claim was opened."""
        return terms_of(self.claim.policy)

    def goes_to(self, state: str, due_at: datetime) -> None:
        """Leave the claim in this state, for whoever's turn it is, until then."""
        claim = self.claim
        claim.state, claim.due_at = state, due_at
        county = state == ClaimState.COUNTY
        claim.county_due_at = due_at if county else due_at + self.terms.to_decide
        if county:
            claim.escalated_at = self.at

    def write(self, text: str = "", amount_fen: int | None = None) -> None:
        """Keep the claim, and the step as a line of its thread."""
        move = steps.MOVES[self.step]
        if self.claim.answered_at is None and move.side != "buyer":
            self.claim.answered_at = self.at
        self.claim.save()
        Remark.objects.create(
            claim=self.claim,
            at=self.at,
            side=move.side,
            by=self.by,
            step=self.step,
            text=text,
            amount_fen=amount_fen,
        )

    def settle(self, outcome: Outcome, text: str = "", refund_fen: int = 0) -> None:
        """End the claim; what comes back goes back, and the order is held no longer."""
        end(self.claim, outcome, self.at, refund_fen)
        self.write(text, refund_fen or None)
        pay_back(self.claim, self.by)


@contextmanager
def taking(claim_id: int, by: Person, step: Step) -> Iterator[Taken]:
    """Lock the claim for one step of this person, as one transaction.

    Raises:
        NotFound: it is not theirs, or the step is not theirs to take.
        OwnCase: a clerk would decide their own case.
        WrongMoment: another's turn, too late, or settled meanwhile.
    """
    with transaction.atomic():
        claim = locked(claim_id)
        _check_side(claim, by, step)
        at = now()
        done = Remark.objects.filter(claim=claim, step=step, by=by).exists()
        if not done and not steps.may(step, claim.kind, claim.state, claim.due_at, at):
            raise WrongMoment
        yield Taken(claim, step, by, at, done=done)


def locked(claim_id: int) -> Claim:
    """Return the claim, its row locked until the transaction ends; raises `NotFound`."""
    found = Claim.objects.select_for_update(of=("self",)).select_related("producer", "policy")
    claim = found.filter(pk=claim_id).first()
    if claim is None:
        raise NotFound
    return claim


def end(claim: Claim, outcome: Outcome, at: datetime, refund_fen: int = 0) -> None:
    """Make the claim settled, in memory."""
    claim.state, claim.outcome, claim.closed_at = ClaimState.CLOSED, outcome, at
    claim.due_at = claim.county_due_at = None
    claim.refund_fen, claim.refunded_at = refund_fen, at if refund_fen else None


def pay_back(claim: Claim, by: Person | None) -> None:
    """Give back what a settled claim says, once for ever, and hold its order no longer."""
    if claim.refund_fen:
        reason = f"售后单 {claim.pk} · claim {claim.pk}"
        shares.refund(claim.order_id, claim.refund_fen, by, reason, f"claim:{claim.pk}")
    shares.release(claim.order_id)


def _check_side(claim: Claim, by: Person, step: Step) -> None:
    sides = access.sides_of(by, claim)
    if not sides:
        raise NotFound
    side = steps.MOVES[step].side
    if side == "county":
        access.need_county(sides)
    elif side not in sides:
        raise NotFound
