"""Two rows for one person: proposed by one, decided by another, and parted again when wrong.

Rows are never thrown away: the one that went into the other leads there (`queries.following`), so
what other rooms keep of it stays where it is.
"""

from typing import Final

from django.db import IntegrityError, transaction

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.people.rules import clean_reason
from yutang.roster import access
from yutang.roster.errors import DoubleOver, OwnProposal, TwoPersons
from yutang.roster.models import Double, DoubleState, Member

_GROUPS: Final = (
    ("id_sealed", "id_digest", "id_tail"),
    ("mobile_sealed", "mobile_digest", "mobile_tail"),
    ("bank_sealed", "bank_tail"),
    ("health_sealed",),
    ("poverty_sealed", "poverty_mark", "poverty_until"),
    ("account_id",),
    ("gender",),
    ("birth_on",),
)
_EMPTY: Final = {"id_tail": "", "mobile_tail": "", "bank_tail": "", "gender": ""}


def propose_double(kept_id: int, other_id: int, reason: str, by: Person) -> Double:
    """Propose that `other` is the same person as `kept`; another person decides.

    Raises:
        NotFound: one of the two is none of their business, or was merged.
        ReasonNeeded
        TwoPersons: the two have different ID numbers or accounts, or are the same row.
        DoubleOver: `other` was proposed or merged already.
    """
    why = clean_reason(reason)
    with transaction.atomic():
        kept, other = _both(kept_id, other_id)
        access.member_for(by, kept.pk)
        access.member_for(by, other.pk)
        _one_person(kept, other)
        try:
            with transaction.atomic():
                return Double.objects.create(
                    kept=kept, other=other, reason=why, proposed_at=now(), proposed_by=by
                )
        except IntegrityError as error:
            raise DoubleOver from error


def confirm(double_id: int, by: Person) -> Double:
    """Merge: `kept` takes what it did not have; `other` leads to it from now on.

    Raises:
        NotFound: no such proposal among the persons of their places.
        OwnProposal: they proposed it themself.
        TwoPersons: meanwhile the two turned out to be two.
        DoubleOver: it was settled meanwhile.
    """
    with transaction.atomic():
        double = _to_decide(double_id, by)
        kept, other = _both(double.kept_id, double.other_id)
        _one_person(kept, other)
        double.inherited = _inherited(kept, other)
        _settle(double, DoubleState.CONFIRMED, by)
        other.merged_into = kept
        other.save(update_fields=["merged_into"])
        if double.inherited:
            kept.save(update_fields=double.inherited)
    return double


def refuse(double_id: int, by: Person) -> Double:
    """Settle that the two are two persons; raises as `confirm`."""
    with transaction.atomic():
        double = _to_decide(double_id, by)
        _settle(double, DoubleState.REFUSED, by)
    return double


def part(double_id: int, reason: str, by: Person) -> Double:
    """Undo a merge that was wrong: each row stands for itself again, with what was its own.

    Raises:
        NotFound: no such merge among the persons of their places.
        ReasonNeeded
        DoubleOver: it is not merged, or one of the two was merged on.
    """
    why = clean_reason(reason)
    with transaction.atomic():
        double = _locked(double_id, by)
        if double.state != DoubleState.CONFIRMED:
            raise DoubleOver
        rows = Member.objects.select_for_update().order_by("pk")
        by_id = {row.pk: row for row in rows.filter(pk__in=[double.kept_id, double.other_id])}
        kept, other = by_id[double.kept_id], by_id[double.other_id]
        if kept.merged_into_id is not None or other.merged_into_id != kept.pk:
            raise DoubleOver
        for name in double.inherited:
            setattr(kept, name, _EMPTY.get(name))
        if double.inherited:
            kept.save(update_fields=double.inherited)
        double.state, double.parted_at, double.parted_by = DoubleState.PARTED, now(), by
        double.parted_reason = why
        double.save(update_fields=["state", "parted_at", "parted_by", "parted_reason"])
        other.merged_into = None
        other.save(update_fields=["merged_into"])
    return double


def _both(kept_id: int, other_id: int) -> tuple[Member, Member]:
    """Return both rows locked, in the order of their ids."""
    rows = Member.objects.select_for_update().filter(pk__in=[kept_id, other_id]).order_by("pk")
    by_id = {row.pk: row for row in rows}
    if kept_id == other_id:
        raise TwoPersons
    if len(by_id) != len({kept_id, other_id}):
        raise NotFound
    if any(row.merged_into_id is not None for row in by_id.values()):
        raise DoubleOver
    return by_id[kept_id], by_id[other_id]


def _one_person(kept: Member, other: Member) -> None:
    ids = {bytes(row.id_digest) for row in (kept, other) if row.id_digest}
    accounts = {row.account_id for row in (kept, other) if row.account_id}
    if len(ids) > 1 or len(accounts) > 1:
        raise TwoPersons


def _inherited(kept: Member, other: Member) -> list[str]:
    """Give `kept` what it does not have; return which columns that were."""
    taken: list[str] = []
    for names in _GROUPS:
        if not getattr(kept, names[0]) and getattr(other, names[0]):
            for name in names:
                setattr(kept, name, getattr(other, name))
            taken += names
    return taken


def _locked(double_id: int, by: Person) -> Double:
    double = Double.objects.select_for_update().filter(pk=double_id).first()
    if double is None:
        raise NotFound
    access.member_for(by, double.kept_id)
    access.member_for(by, double.other_id)
    return double


def _to_decide(double_id: int, by: Person) -> Double:
    double = _locked(double_id, by)
    if double.state != DoubleState.PROPOSED:
        raise DoubleOver
    if double.proposed_by_id == by.pk:
        raise OwnProposal
    return double


def _settle(double: Double, state: DoubleState, by: Person) -> None:
    double.state, double.decided_at, double.decided_by = state, now(), by
    double.save(update_fields=["state", "decided_at", "decided_by", "inherited"])
