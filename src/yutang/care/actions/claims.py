"""Claims: opened by the order's buyer, answered by its seller, taken further by the buyer."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from yutang.care import access
from yutang.care.actions import photos
from yutang.care.actions.moving import locked, taking
from yutang.care.errors import ClaimOpen
from yutang.care.models import Claim, ClaimKind, ClaimState, Outcome, Remark
from yutang.care.queries import rule
from yutang.care.rules import asking
from yutang.care.rules.asking import Damage, OrderFacts
from yutang.care.rules.policy import Terms
from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.shares import actions as shares
from yutang.trade import access as trade_access
from yutang.trade import queries as trade


def claim_damage(
    order_id: UUID, by: Person, said: Damage, pictures: Sequence[bytes], key: UUID
) -> Claim:
    """Ask money back for damage; the same key again is the same claim.

    `pictures` are files as they came from the phone; `said.photos` is how many there are.

    Raises:
        NotFound: it is not this buyer's order.
        NoSuchKind, BadShare, PhotoNeeded, TooManyPhotos, WordsNeeded: what was said.
        NotAPicture, PictureTooLarge: a photograph.
        NotThereYet, ClaimOver, NothingLeft, ClaimOpen: the order.
    """

    def by_rule(order: OrderFacts, terms: Terms, at: datetime) -> int:
        return asking.check_damage(order, said, terms, at)

    known = _known(key, by)
    if known is not None:
        return known
    shrunk = photos.shrunk(pictures)
    with transaction.atomic():
        claim, is_new = _open(order_id, by, key, said, by_rule)
        if is_new:
            photos.keep(shrunk, claim=claim)
    return claim


def ask_return(order_id: UUID, by: Person, key: UUID) -> Claim:
    """Ask to send the goods back without reason; the same key again is the same claim.

    Raises:
        NotFound: it is not this buyer's order.
        NotThereYet, NotReceivedYet, FreshNoReturn, ClaimOver, NothingLeft, ClaimOpen
    """
    known = _known(key, by)
    if known is not None:
        return known
    with transaction.atomic():
        claim, _new = _open(order_id, by, key, Damage(kind=ClaimKind.RETURN), asking.check_return)
    return claim


def accept(claim_id: int, by: Person) -> Claim:
    """Give back what the rule says; the seller's answer, also when it comes late.

    Raises:
        NotFound, WrongMoment
    """
    with taking(claim_id, by, "accept") as taken:
        if not taken.is_done:
            taken.settle(Outcome.REFUNDED, refund_fen=taken.claim.rule_fen)
    return taken.claim


def offer(claim_id: int, by: Person, amount_fen: int, text: str) -> Claim:
    """Offer another amount; the buyer takes it, or asks the county.

    Raises:
        NotFound, WrongMoment, BadAmount, WordsNeeded
    """
    said = asking.check_text(text, asking.WORDS_MAX)
    with taking(claim_id, by, "offer") as taken:
        if not taken.is_done:
            claim = taken.claim
            most = claim.order.amount_fen + claim.order.freight_fen
            claim.offer_fen = asking.check_amount(amount_fen, most)
            taken.goes_to(ClaimState.OFFERED, taken.at + taken.terms.to_choose)
            taken.write(said, amount_fen)
    return taken.claim


def refuse(claim_id: int, by: Person, reason: str) -> Claim:
    """Refuse, with a reason; the buyer may ask the county.

    Raises:
        NotFound, WrongMoment, WordsNeeded
    """
    said = asking.check_text(reason, asking.WORDS_MAX)
    with taking(claim_id, by, "refuse") as taken:
        if not taken.is_done:
            taken.goes_to(ClaimState.REFUSED, taken.at + taken.terms.to_choose)
            taken.write(said)
    return taken.claim


def take(claim_id: int, by: Person) -> Claim:
    """The buyer takes what was offered.

    Raises:
        NotFound, WrongMoment
    """
    with taking(claim_id, by, "take") as taken:
        if not taken.is_done:
            assert taken.claim.offer_fen is not None, "what is offered has an amount"
            taken.settle(Outcome.REFUNDED, refund_fen=taken.claim.offer_fen)
    return taken.claim


def appeal(claim_id: int, by: Person, text: str) -> Claim:
    """The buyer asks the county instead.

    Raises:
        NotFound, WrongMoment, WordsNeeded
    """
    said = asking.check_text(text, asking.WORDS_MAX)
    with taking(claim_id, by, "appeal") as taken:
        if not taken.is_done:
            taken.goes_to(ClaimState.COUNTY, taken.at + taken.terms.to_decide)
            taken.write(said)
    return taken.claim


def withdraw(claim_id: int, by: Person) -> Claim:
    """The buyer asks no longer.

    Raises:
        NotFound, WrongMoment
    """
    with taking(claim_id, by, "withdraw") as taken:
        if not taken.is_done:
            taken.settle(Outcome.WITHDRAWN)
    return taken.claim


def say(claim_id: int, by: Person, text: str) -> Remark:
    """Add words to the thread, also after the end; the same words again at once are one line.

    Raises:
        NotFound, WordsNeeded
    """
    said = asking.check_text(text)
    with transaction.atomic():
        claim = locked(claim_id)
        sides = access.sides_of(by, claim)
        if not sides:
            raise NotFound
        last = claim.remarks.order_by("-id").first()
        if last is not None and (last.by_id, last.step, last.text) == (by.pk, "say", said):
            return last
        side = "county" if "county" in sides else next(iter(sides))
        return Remark.objects.create(claim=claim, at=now(), side=side, by=by, step="say", text=said)


def _known(key: UUID, by: Person) -> Claim | None:
    return Claim.objects.filter(key=key, buyer=by).first()


def _open(
    order_id: UUID,
    by: Person,
    key: UUID,
    said: Damage,
    by_rule: "asking.ByRule",
) -> tuple[Claim, bool]:
    """Return the claim, and whether it is new: two taps at one moment open one (unique order)."""
    order, at = trade_access.order_to_pay(by, order_id), now()
    view = trade.order_view(order)
    terms = rule.terms_at(view.product.origin_code, at)
    rule_fen = by_rule(rule.facts_of(view, trade.way_of(order)), terms, at)
    due_at = at + terms.to_answer
    try:
        with transaction.atomic():
            claim = Claim.objects.create(
                key=key,
                order_id=order.pk,
                buyer=by,
                producer_id=view.product.producer_id,
                product_id=view.product.id,
                batch_id=order.lot.batch_id,
                policy_id=terms.id,
                place_code=view.product.origin_code,
                kind=said.kind,
                bad=None if said.kind == ClaimKind.LATE else said.bad,
                of=None if said.kind == ClaimKind.LATE else said.of,
                rule_fen=rule_fen,
                state=ClaimState.ASKED,
                opened_at=at,
                promised_at=due_at,
                due_at=due_at,
                county_due_at=due_at + terms.to_decide,
            )
    except IntegrityError as error:
        known = _known(key, by)
        if known is None:
            raise ClaimOpen from error
        return known, False
    Remark.objects.create(
        claim=claim, at=at, side="buyer", by=by, step="ask", text=said.text, amount_fen=rule_fen
    )
    shares.hold(order.pk, f"claim:{claim.pk}")
    return claim, True
