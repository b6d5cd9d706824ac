"""Splits: proposed by whoever runs the lot, agreed by farmer and host, each for themselves."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from yutang.kernel.clock import now
from yutang.kernel.ids import row_id
from yutang.people import queries as people
from yutang.people.access import Person
from yutang.shares import access, queries, rules
from yutang.shares.actions.payees import (
    payee_of_organisation,
    payee_of_person,
    payee_of_producer,
)
from yutang.shares.errors import NewerVersion, NobodyNamed, NotYoursToSign, ReasonNeeded
from yutang.shares.models import Agreement, Split, SplitPart
from yutang.shares.queries import SplitView
from yutang.shares.rules import Part


def propose(lot_id: int, parts: Sequence[Part], by: Person) -> Split:
    """Make a new version of a lot's split; it needs to be agreed anew, and takes nothing before.

    Raises:
        NotFound: the lot is not the person's to sell.
        BadPart, PartTwice, FarmerBelowZero: what the parts are.
        NobodyNamed: a part without a payee.
    """
    lot = access.lot_for(by, lot_id)
    rules.check(parts, lot.price_fen)
    for part in parts:
        if not part.payee:
            raise NobodyNamed(kind=part.kind)
    farmer = payee_of_producer(lot.product.producer_id)
    last = queries.latest_split(lot_id)
    try:
        with transaction.atomic():
            made = Split.objects.create(
                lot_id=lot_id,
                version=last.version + 1 if last else 1,
                made_at=now(),
                made_by=by,
                farmer=farmer,
            )
            _keep(made, parts)
    except IntegrityError as taken:  # somebody else made this version in the same moment
        raise NewerVersion from taken
    return made


def propose_named(lot_id: int, drafts: Sequence[tuple[Part, str]], by: Person) -> Split:
    """Make a new version whose parts say who gets them: a host by id, others by their name.

    Raises:
        As `propose`, and NotFound for a host who is not there.
    """
    lot = access.lot_for(by, lot_id)
    with transaction.atomic():
        parts = [
            part._replace(payee=_payee(part.kind, who, lot.product.county_code))
            for part, who in drafts
        ]
        return propose(lot_id, parts, by)


def _payee(kind: str, who: str, county_code: str) -> int:
    if not who:
        raise NobodyNamed(kind=kind)
    if kind == rules.HOST:
        return payee_of_person(people.person(row_id(who) or 0)).pk
    return payee_of_organisation(who, county_code).pk


def set_default(place_code: str, drafts: Sequence[tuple[Part, str]], by: Person) -> Split:
    """Set what a county's new splits start from, of the whole installation with an empty code.

    Organisations may be named already; hosts differ from lot to lot.

    Raises:
        NotFound: the place is not the person's.
        BadPart, PartTwice: what the parts are.
    """
    access.require_default(by, place_code)
    rules.check([part for part, _who in drafts], rules.ANY_PRICE_FEN)
    with transaction.atomic():
        before = Split.objects.select_for_update().filter(lot=None, place_code=place_code)
        made = Split.objects.create(
            place_code=place_code,
            version=max((split.version for split in before), default=0) + 1,
            made_at=now(),
            made_by=by,
        )
        named = [
            part._replace(payee=_payee(part.kind, who, place_code) if who else 0)
            for part, who in drafts
            if part.kind != rules.HOST or not who
        ]
        _keep(made, named)
    return made


def agree(split_id: int, by: Person) -> Split:
    """Agree for oneself: as the farmer, as the host, or as both; twice is once.

    Raises:
        NotFound: the lot is none of the person's business.
        NotYoursToSign: neither the farmer nor the host.
        NewerVersion: it was changed meanwhile.
    """
    with transaction.atomic():
        split, view = _latest(split_id, by)
        mine = [sign.side for sign in view.signs if sign.person_id == by.pk]
        if not mine:
            raise NotYoursToSign
        for side in mine:
            _sign(split, side, by)
        return _agreed_by_all(split, view)


def agree_for(split_id: int, side: str, by: Person, reason: str) -> Split:
    """Record that somebody without an account here agreed; the clerk says how.

    Raises:
        NotFound: the lot is not in the clerk's county.
        NotYoursToSign: they have an account and agree for themselves, or need not agree.
        ReasonNeeded: nothing says how they agreed.
        NewerVersion: it was changed meanwhile.
    """
    with transaction.atomic():
        _split, lot = access.split_for(by, split_id)
        access.require_clerk(by, lot)
        split, view = _latest(split_id, by)
        if not any(sign.side == side and sign.person_id is None for sign in view.signs):
            raise NotYoursToSign
        if not reason.strip():
            raise ReasonNeeded
        _sign(split, side, by, reason.strip()[:200])
        return _agreed_by_all(split, view)


def _keep(split: Split, parts: Sequence[Part]) -> None:
    SplitPart.objects.bulk_create(
        SplitPart(
            split=split,
            kind=part.kind,
            payee_id=part.payee or None,
            basis_points=part.basis_points,
            fixed_fen=part.fixed_fen,
            per=part.per,
            cap_fen=part.cap_fen,
        )
        for part in parts
    )


def _latest(split_id: int, by: Person) -> tuple[Split, SplitView]:
    """Return the split, locked, when it is the lot's latest.

    Raises:
        NotFound, NewerVersion: as its callers.
    """
    _split, lot = access.split_for(by, split_id)
    split = Split.objects.select_for_update().get(pk=split_id)
    if Split.objects.filter(lot_id=lot.id, version__gt=split.version).exists():
        raise NewerVersion
    return split, queries.split_view(split)


def _sign(split: Split, side: str, by: Person, reason: str = "") -> None:
    Agreement.objects.get_or_create(
        split=split, side=side, defaults={"at": now(), "by": by, "reason": reason}
    )


def _agreed_by_all(split: Split, view: SplitView) -> Split:
    """Note when everybody has agreed: from then on it is in force."""
    signed = set(Agreement.objects.filter(split=split).values_list("side", flat=True))
    if split.agreed_at is None and {sign.side for sign in view.signs} <= signed:
        split.agreed_at = now()
        split.save(update_fields=["agreed_at"])
    return split
