"""Criteria by their names: those that ship, and counties' own targets."""

import re

from django.db.models import Q

from yutang.criteria import catalogue
from yutang.criteria.errors import UnknownCriterion
from yutang.criteria.models import OwnCriterion
from yutang.criteria.rules import own, wording
from yutang.criteria.rules.own import Target
from yutang.criteria.rules.wording import Criterion, Kept

_OWN = re.compile(r"pioneer-([0-9]{6})(?:@([0-9]{1,4}))?")


def named(criterion_id: str) -> Kept:
    """Return a criterion by its id; a family alone means its newest version.

    Raises:
        UnknownCriterion: there is none; it says which there are.
    """
    found = _OWN.fullmatch(criterion_id)
    if found is None:
        return catalogue.named(criterion_id)
    rows = OwnCriterion.objects.filter(place_code=found[1]).order_by("-version")
    if found[2]:
        rows = rows.filter(version=int(found[2]))
    row = rows.first()
    if row is None:
        raise UnknownCriterion(id=criterion_id, known=", ".join(catalogue.shipped()))
    return own_kept(row)


def own_kept(row: OwnCriterion) -> Kept:
    """Return a county's target as the criterion that it is."""
    target = Target(row.villages, row.towns, row.sales_yuan, row.active_shops, row.reason)
    towns = catalogue.named("taobao-town").criterion
    criterion = own.criterion(row.place_code, row.version, row.valid_from, target, towns)
    return wording.made(criterion, catalogue.inputs())


def own_of(place_code: str) -> list[OwnCriterion]:
    """Return a county's targets, the newest first."""
    return list(OwnCriterion.objects.filter(place_code=place_code).order_by("-version"))


def own_in(codes: tuple[str, ...]) -> list[OwnCriterion]:
    """Return the newest target of each county in these places, in code order."""
    there = Q(pk__in=[])
    for code in codes:
        there |= Q(place_code__startswith=code)
    rows = OwnCriterion.objects.filter(there).order_by("place_code", "-version")
    return list(rows.distinct("place_code"))


def of_family(family: str) -> list[Criterion]:
    """Return the shipped versions of a family, the newest first."""
    found = [kept.criterion for kept in catalogue.shipped().values()]
    return [criterion for criterion in reversed(found) if criterion.family == family]
