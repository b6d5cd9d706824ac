"""A locked card, signed: what its sheet's code says, and the file of its values."""

from typing import Any

from yutang.diplomas import actions as diplomas
from yutang.kernel.clock import wall
from yutang.kernel.errors import NotFound
from yutang.places import queries as places
from yutang.reports.queries.cards import CardView, corrected_keys
from yutang.reports.rules import signing
from yutang.reports.rules.signing import Subject


def subject(view: CardView) -> Subject:
    """Return what a locked card's signature is about; raises `NotFound` before it is locked."""
    if view.locked_at is None or view.submission is None:
        raise NotFound
    return Subject(
        place_code=view.place_code,
        place=places.full_name(view.place_code),
        year=view.year,
        version=view.number,
        manifest=view.manifest,
        digest=view.submission.digest,
        locked_on=wall(view.locked_at).date(),
        is_demo=view.is_demo,
    )


def code(view: CardView) -> str:
    """Return the signed code of a locked card; raises `NotFound` before it is locked."""
    rows = signing.signed_rows(view.lines)
    return diplomas.sign(signing.claims(subject(view), rows), signing.REPORT_TYPE)


def corrected_list() -> str:
    """Return the numbers of all cards in whose place a later version stands, signed now."""
    return diplomas.sign_list(corrected_keys(), signing.CORRECTED_TYPE)


def values_file(view: CardView) -> dict[str, Any]:
    """Return a card's values as they are signed; before it is locked without a signature."""
    rows = signing.signed_rows(view.lines)
    said: dict[str, Any] = {
        "card": view.key,
        "place": view.place_code,
        "name": places.full_name(view.place_code) if view.place_code else "",
        "year": view.year,
        "version": view.number,
        "state": view.state,
        "manifest": view.manifest,
        "through": view.through.isoformat() if view.through else None,
        "is_demo": view.is_demo,
        "columns": list(signing.COLUMNS),
        "values": rows,
        "digest": signing.digest(rows),
    }
    return said | {"code": code(view)} if view.is_locked else said
