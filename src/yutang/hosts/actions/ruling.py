"""New versions of the rule for hosts; the one before ends the day before."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from yutang.hosts.errors import BadRule
from yutang.hosts.models import Rule
from yutang.people import access as people
from yutang.people.access import Person

DAYS_MOST = 730


@dataclass(frozen=True)
class Terms:
    """What a version says; fen a month, days without a show."""

    valid_from: date
    dormant_days: int
    target_fen: int
    source: str
    is_unverified: bool = False
    place_code: str = ""


def set_rule(terms: Terms, by: Person) -> Rule:
    """Begin a new version; raises `BadRule`, and NotFound for who is no operator."""
    people.require_operator(by)
    sound = 1 <= terms.dormant_days <= DAYS_MOST and terms.target_fen > 0
    if not sound or not terms.source.strip():
        raise BadRule
    with transaction.atomic():
        earlier = Rule.objects.select_for_update().filter(place_code=terms.place_code)
        last = earlier.order_by("-valid_from").first()
        if last is not None:
            if last.valid_from >= terms.valid_from:
                raise BadRule
            last.valid_to = terms.valid_from - timedelta(days=1)
            last.save(update_fields=["valid_to"])
        return Rule.objects.create(
            place_code=terms.place_code,
            valid_from=terms.valid_from,
            dormant_days=terms.dormant_days,
            target_fen=terms.target_fen,
            source=terms.source.strip(),
            is_unverified=terms.is_unverified,
            made_by=by,
        )
