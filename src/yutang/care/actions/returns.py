"""The way of goods that are sent back: address, waybill, arrival, money."""

from yutang.care.actions.moving import taking
from yutang.care.models import Claim, ClaimState, Outcome
from yutang.care.rules import asking
from yutang.people.access import Person
from yutang.plumbing.seal import seal
from yutang.trade.rules.contact import check_tracking


def give_address(claim_id: int, by: Person, name: str, mobile: str, line: str) -> Claim:
    """The seller says where the goods go; sealed at once, shown to this buyer.

    Raises:
        NotFound, WrongMoment, BadMobile, AddressNeeded
    """
    receiver = asking.check_receiver(name, mobile, line)
    with taking(claim_id, by, "give_address") as taken:
        if not taken.is_done:
            taken.claim.back_to_sealed = seal(asking.to_json(receiver))
            taken.goes_to(ClaimState.SENDING, taken.at + taken.terms.to_send_back)
            taken.write()
    return taken.claim


def send_back(claim_id: int, by: Person, waybill: str) -> Claim:
    """The buyer has sent the goods.

    Raises:
        NotFound, WrongMoment, TrackingNeeded
    """
    number = check_tracking(waybill)
    with taking(claim_id, by, "send_back") as taken:
        if not taken.is_done:
            taken.claim.waybill, taken.claim.sent_at = number, taken.at
            taken.goes_to(ClaimState.UNDERWAY, taken.at + taken.terms.on_the_way)
            taken.write()
    return taken.claim


def note_arrival(claim_id: int, by: Person) -> Claim:
    """The goods are back; the money follows within the days of the rule.

    Raises:
        NotFound, WrongMoment
    """
    with taking(claim_id, by, "arrive") as taken:
        if not taken.is_done:
            taken.claim.arrived_at = taken.at
            taken.goes_to(ClaimState.ARRIVED, taken.at + taken.terms.to_refund)
            taken.write()
    return taken.claim


def give_back(claim_id: int, by: Person) -> Claim:
    """Give the price back: the goods are here, or the seller asks for them no longer.

    Raises:
        NotFound, WrongMoment
    """
    with taking(claim_id, by, "give_back") as taken:
        if not taken.is_done:
            taken.settle(Outcome.REFUNDED, refund_fen=taken.claim.rule_fen)
    return taken.claim


def dispute_return(claim_id: int, by: Person, reason: str) -> Claim:
    """What came back is not whole, or nothing came: the county decides.

    Raises:
        NotFound, WrongMoment, WordsNeeded
    """
    said = asking.check_text(reason, asking.WORDS_MAX)
    with taking(claim_id, by, "dispute") as taken:
        if not taken.is_done:
            taken.goes_to(ClaimState.COUNTY, taken.at + taken.terms.to_decide)
            taken.write(said)
    return taken.claim
