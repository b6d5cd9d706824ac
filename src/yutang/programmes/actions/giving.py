"""Donors, funds and donations: noted from the bank's receipt, confirmed by a second person."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from yutang.kernel.clock import now, today
from yutang.kernel.errors import NotFound
from yutang.kernel.money import yuan
from yutang.ledger import actions as ledger
from yutang.ledger.rules import BANK, FUND, Cause, Line
from yutang.people import actions as people_actions
from yutang.people import queries as people
from yutang.people.access import Person
from yutang.people.rules import clean_name
from yutang.plumbing.seal import digest, seal, unseal
from yutang.programmes import access, queries
from yutang.programmes.actions import guards, hands
from yutang.programmes.errors import DaysWrong, KeyTaken, NotNow, TooMuchBack
from yutang.programmes.models import Donation, Donor, Fund, GivenBack, HandState, Scheme
from yutang.programmes.rules import kinds, steps


@dataclass(frozen=True)
class DonorFacts:
    """Who gives. `public_name` "": shown as an anonymous donor; the real name is sealed.

    `mobile`: of the account that shall see what became of the donations, or "".
    """

    what: str
    name: str
    public_name: str = ""
    contact: str = ""
    mobile: str = ""


@dataclass(frozen=True)
class DonationFacts:
    """What the bank's receipt says."""

    amount_fen: int
    received_on: date
    bank_reference: str
    words: str = ""


def open_fund(
    name: str,
    direction: kinds.Direction,
    place_code: str,
    aim: str,
    by: Person,
    *,
    key: UUID,
    scheme: str = "",
    is_demo: bool = False,
) -> Fund:
    """Open a fund at a place whose clerk the person is; asked again with the key, that one.

    Raises:
        NotFound, WordsNeeded
    """
    known = Fund.objects.filter(key=key).first()
    if known is not None:
        return access.fund_for(by, known.pk)
    access.need_clerk(by, place_code)
    aim = aim.strip()[: steps.AIM_MOST]
    steps.check_words(aim, steps.AIM_LEAST)
    under = Scheme.objects.filter(slug=scheme).first()
    if scheme and under is None:
        raise NotFound
    return Fund.objects.create(
        key=key,
        name=steps.check_words(name, steps.NAME_LEAST)[:80],
        direction=direction,
        scheme=under,
        place_code=place_code,
        aim=aim,
        made_at=now(),
        made_by=by,
        is_demo=is_demo,
    )


def write_donor(fund_id: int, facts: DonorFacts, by: Person, *, is_demo: bool = False) -> Donor:
    """Write a donor down for a fund's place; the same name there is the same donor.

    Known already, the public name stays, and an account is added when there was none.

    Raises:
        NotFound: not this person's fund. BadName, BadMobile
    """
    fund = access.fund_for(by, fund_id)
    name = clean_name(facts.name)
    account = people.by_mobile(facts.mobile) if facts.mobile else None
    donor, made = Donor.objects.get_or_create(
        place_code=fund.place_code,
        name_digest=digest(name),
        defaults={
            "what": facts.what,
            "public_name": " ".join(facts.public_name.split())[:80],
            "name_sealed": seal(name),
            "contact_sealed": seal(facts.contact) if facts.contact else None,
            "account": account,
            "made_at": now(),
            "made_by": by,
            "is_demo": is_demo,
        },
    )
    if not made and donor.account_id is None and account is not None:
        donor.account = account
        donor.save(update_fields=["account"])
    return donor


def open_donor(fund_id: int, donor_id: int, by: Person, reason: str) -> tuple[str, str]:
    """Return a donor's name and contact to a clerk of the fund's place; that it was is kept.

    Raises:
        NotFound, ReasonNeeded
    """
    fund = access.fund_for(by, fund_id)
    donor = access.donors_at(by, fund.place_code).filter(pk=donor_id).first()
    if donor is None:
        raise NotFound
    people_actions.record_opening(by, donor.account, "donor", f"programmes:{donor.pk}", reason)
    contact = unseal(donor.contact_sealed) if donor.contact_sealed else ""
    return unseal(donor.name_sealed), contact


def note_donation(
    fund_id: int, donor_id: int, facts: DonationFacts, by: Person, *, key: UUID
) -> Donation:
    """Note what came to the bank for a fund; it counts once a second person has confirmed it.

    Raises:
        NotFound, AmountWrong, WordsNeeded, DaysWrong: a day to come
        ReceiptKnown: noted before. KeyTaken
    """
    fund = access.fund_for(by, fund_id)
    donor = access.donors_at(by, fund.place_code).filter(pk=donor_id).first()
    if donor is None:
        raise NotFound
    steps.check_amount(facts.amount_fen)
    if facts.received_on > today():
        raise DaysWrong(most=0)
    known = Donation.objects.filter(key=key).first()
    if known is not None:
        if (known.fund_id, known.amount_fen) != (fund.pk, facts.amount_fen):
            raise KeyTaken
        return known
    with guards.refused(fund.pk):
        return Donation.objects.create(
            key=key,
            fund=fund,
            donor=donor,
            amount_fen=facts.amount_fen,
            received_on=facts.received_on,
            bank_reference=steps.check_words(facts.bank_reference)[:40],
            words=" ".join(facts.words.split())[: steps.WORDS_MOST],
            noted_at=now(),
            noted_by=by,
        )


def decide_donation(
    donation_id: int,
    by: Person,
    *,
    confirms: bool,
    reason: str = "",
    at: datetime | None = None,
) -> Donation:
    """Confirm that the money is in the bank: bank → fund in the ledger; or drop it, with a reason.

    Raises:
        NotFound, NotNow, OwnHand, WordsNeeded
    """
    donation = access.donation_for(by, donation_id)
    access.need_clerk(by, donation.fund.place_code)
    with transaction.atomic():
        donation = hands.waiting(donation, by, confirms=confirms)
        hands.decide(donation, by, confirms=confirms, reason=reason, at=at)
        if confirms:
            _post(donation, donation.fund_id, by, at)
    return donation


def ask_to_give_back(
    donation_id: int, amount_fen: int, words: str, bank_reference: str, by: Person, *, key: UUID
) -> GivenBack:
    """Note that part or all of a donation goes back to its donor; a second person confirms.

    Raises:
        NotFound, NotNow: the donation is not confirmed. AmountWrong, WordsNeeded
        TooMuchBack: more than is left of it in the fund.
    """
    donation = access.donation_for(by, donation_id)
    access.need_clerk(by, donation.fund.place_code)
    known = GivenBack.objects.filter(key=key).first()
    if known is not None:
        return known
    if donation.state != HandState.CONFIRMED:
        raise NotNow
    steps.check_amount(amount_fen)
    _check_left(donation, amount_fen)
    return GivenBack.objects.create(
        key=key,
        donation=donation,
        amount_fen=amount_fen,
        words=steps.check_words(words),
        bank_reference=steps.check_words(bank_reference)[:40],
        noted_at=now(),
        noted_by=by,
    )


def decide_given_back(
    given_back_id: int, by: Person, *, confirms: bool, reason: str = ""
) -> GivenBack:
    """Confirm that it went back: fund → bank in the ledger; or drop it, with a reason.

    Raises:
        NotFound, NotNow, OwnHand, WordsNeeded, TooMuchBack, FundShort
    """
    row = access.given_back_for(by, given_back_id)
    fund = row.donation.fund_id
    with guards.refused(fund):
        Fund.objects.select_for_update().get(pk=fund)
        row = hands.waiting(row, by, confirms=confirms)
        if confirms:
            _check_left(row.donation, row.amount_fen)
        hands.decide(row, by, confirms=confirms, reason=reason)
        if confirms:
            _post(row, fund, by)
    return row


def _check_left(donation: Donation, amount_fen: int) -> None:
    left = queries.followed(donation.pk, donation.fund_id).in_fund
    if amount_fen > left:
        raise TooMuchBack(left=yuan(left))


def _post(row: Donation | GivenBack, fund: int, by: Person, at: datetime | None = None) -> None:
    cause: Cause = "donation" if isinstance(row, Donation) else "donation_back"
    fen = row.amount_fen if isinstance(row, Donation) else -row.amount_fen
    lines = [Line(BANK, "", fen), Line(FUND, kinds.fund_owner(fund), -fen)]
    ledger.post(cause, str(row.pk), lines, at=at, by=by)
