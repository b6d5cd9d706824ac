"""A county's own target: a new version; those before stay."""

from datetime import date

from django.db import IntegrityError, transaction

from yutang.criteria.access import need_identifier
from yutang.criteria.errors import TargetTwice
from yutang.criteria.models import OwnCriterion
from yutang.criteria.queries import own_of
from yutang.criteria.rules import own
from yutang.criteria.rules.own import Target
from yutang.kernel.clock import now
from yutang.people.access import Person
from yutang.places.access import check_code
from yutang.places.rules import Level


def set_target(place_code: str, valid_from: date, target: Target, by: Person) -> OwnCriterion:
    """Keep a new version of the county's target.

    Raises:
        NotFound: not a clerk there.
        WrongLevel: no county.
        BadTarget, TargetTwice
    """
    code = check_code(place_code, Level.COUNTY)
    need_identifier(by, code)
    own.check(target)
    before = own_of(code)
    try:
        with transaction.atomic():
            return OwnCriterion.objects.create(
                **target._asdict(),
                place_code=code,
                version=before[0].version + 1 if before else 1,
                valid_from=valid_from,
                made_at=now(),
                made_by=by,
            )
    except IntegrityError as error:
        raise TargetTwice from error
