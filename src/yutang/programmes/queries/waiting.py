"""What waits for a second person; donations as clerks and their donors see them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from yutang.people import queries as people
from yutang.people.access import Person
from yutang.plumbing.seal import unseal
from yutang.programmes import access
from yutang.programmes.models import (
    Bill,
    Donation,
    Donor,
    GivenBack,
    Grant,
    HandState,
    Paper,
    Purpose,
)
from yutang.programmes.queries.movements import donor_name

_SHOWN_MOST = 200


@dataclass(frozen=True)
class Waiting:
    """One thing that somebody noted and another has to confirm."""

    sort: str
    """donation, given-back, grant or bill: also the word of its address."""
    id: int
    title: str
    told: str
    fen: int
    noted_at: datetime
    noted_by: str
    own: bool
    """The reader noted it: somebody else has to confirm it."""


@dataclass(frozen=True)
class DonationView:
    """A donation, with its donor's public name; `returned_fen` went back to the donor."""

    id: int
    fund_id: int
    fund: str
    donor: str
    fen: int
    received_on: date
    bank_reference: str
    words: str
    state: str
    state_name: str
    noted_at: datetime
    noted_by: str
    decided_at: datetime | None
    decided_by: str
    reason: str
    returned_fen: int


@dataclass(frozen=True)
class BillView:
    """A bill with its papers."""

    id: int
    programme_id: int
    programme: str
    purpose_name: str
    organisation: str
    invoice_number: str
    what: str
    fen: int
    state: str
    state_name: str
    noted_at: datetime
    noted_by: str
    decided_at: datetime | None
    decided_by: str
    reason: str
    paid_on: date | None
    bank_reference: str
    papers: list[Paper]


def waiting(person: Person) -> list[Waiting]:
    """Return what waits for a second person at the places whose clerk the person is."""
    funds = access.funds_at(person)
    here = Q(state=HandState.NOTED)
    donations = Donation.objects.filter(here, fund__in=funds).select_related("fund", "donor")
    back = GivenBack.objects.filter(here, donation__fund__in=funds)
    grants = Grant.objects.filter(here, fund__in=funds).select_related("fund", "programme")
    bills = Bill.objects.filter(here, programme__in=access.programmes_decided_at(person))
    found = [
        *((each, "donation", _("Donation"), each.fund.name) for each in donations),
        *(
            (each, "given-back", _("Donation to give back"), each.donation.fund.name)
            for each in back.select_related("donation__fund")
        ),
        *((each, "grant", _grant_title(each), _way(each)) for each in grants),
        *(
            (each, "bill", _("Bill"), f"{each.organisation} · {each.what}")
            for each in bills.select_related("programme")
        ),
    ]
    names = people.names({each.noted_by_id for each, *_rest in found})
    listed = [
        Waiting(
            sort,
            each.pk,
            title,
            told,
            each.amount_fen,
            each.noted_at,
            names.get(each.noted_by_id, ""),
            each.noted_by_id == person.pk,
        )
        for each, sort, title, told in found[:_SHOWN_MOST]
    ]
    return sorted(listed, key=lambda each: each.noted_at)


def waiting_count(person: Person) -> int:
    """Return how many of them the person could confirm."""
    return sum(not each.own for each in waiting(person))


def unpaid(person: Person) -> list[BillView]:
    """Return approved bills that nobody has marked as paid, at the person's places."""
    found = Bill.objects.filter(
        state=HandState.CONFIRMED, paid_on=None, programme__in=access.programmes_decided_at(person)
    )
    return bill_views(found.select_related("programme").order_by("decided_at")[:_SHOWN_MOST])


def _hands(row: Donation | Bill, names: Mapping[int, str]) -> dict[str, Any]:
    """Return who noted a row and who decided on it, as every view of one says it."""
    return {
        "state": row.state,
        "state_name": str(HandState(row.state).label),
        "noted_at": row.noted_at,
        "noted_by": names.get(row.noted_by_id, ""),
        "decided_at": row.decided_at,
        "decided_by": names.get(row.decided_by_id or 0, ""),
        "reason": row.reason,
    }


def donation_views(found: Iterable[Donation]) -> list[DonationView]:
    """Return donations as pages show them; they come with fund and donor."""
    listed = list(found)
    backs = GivenBack.objects.filter(donation__in=listed, state=HandState.CONFIRMED)
    returned = dict(backs.values_list("donation_id").annotate(fen=Sum("amount_fen")))
    names = _names(listed)
    return [
        DonationView(
            id=each.pk,
            fund_id=each.fund_id,
            fund=each.fund.name,
            donor=donor_name(each.donor),
            fen=each.amount_fen,
            received_on=each.received_on,
            bank_reference=each.bank_reference,
            words=each.words,
            **_hands(each, names),
            returned_fen=returned.get(each.pk, 0),
        )
        for each in listed
    ]


def donations(fund_id: int) -> QuerySet[Donation]:
    """Return a fund's donations, the latest first, to be paged."""
    found = Donation.objects.select_related("fund", "donor").filter(fund=fund_id)
    return found.order_by("-pk")


def bill_views(found: Iterable[Bill]) -> list[BillView]:
    """Return bills as pages show them; they come with their programmes."""
    listed = list(found)
    names = _names(listed)
    papers: dict[int, list[Paper]] = {}
    for paper in Paper.objects.filter(bill__in=listed):
        papers.setdefault(paper.bill_id, []).append(paper)
    return [
        BillView(
            id=each.pk,
            programme_id=each.programme_id,
            programme=each.programme.name,
            purpose_name=str(Purpose(each.purpose).label),
            organisation=each.organisation,
            invoice_number=each.invoice_number,
            what=each.what,
            fen=each.amount_fen,
            **_hands(each, names),
            paid_on=each.paid_on,
            bank_reference=each.bank_reference,
            papers=papers.get(each.pk, []),
        )
        for each in listed
    ]


def bills(programme_id: int) -> QuerySet[Bill]:
    """Return a programme's bills, the latest first, to be paged."""
    found = Bill.objects.select_related("programme").filter(programme=programme_id)
    return found.order_by("-pk")


def donor_choices(person: Person, place_code: str) -> list[tuple[str, str]]:
    """Return the donors of a place for a form: id and a name; persons by a masked one."""
    return [(str(each.pk), _listed_name(each)) for each in access.donors_at(person, place_code)]


def asked_grants(programme_id: int) -> list[Grant]:
    """Return what was asked of funds for a programme, or dropped, the latest first."""
    found = Grant.objects.select_related("fund").filter(programme=programme_id)
    return list(found.order_by("-pk")[:_SHOWN_MOST])


def _listed_name(donor: Donor) -> str:
    if donor.what != Donor.What.PERSON:
        return unseal(donor.name_sealed)
    masked = unseal(donor.name_sealed)[:1] + "*"
    return f"{masked}（{donor.public_name}）" if donor.public_name else masked


def _grant_title(each: Grant) -> str:
    return _("Grant that goes back") if each.is_back else _("Grant")


def _way(each: Grant) -> str:
    ends = [each.fund.name, each.programme.name]
    return " → ".join(reversed(ends) if each.is_back else ends)


def _names(rows: "Iterable[Donation | Bill]") -> dict[int, str]:
    ids = {number for each in rows for number in (each.noted_by_id, each.decided_by_id) if number}
    return people.names(ids)
