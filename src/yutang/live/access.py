"""Who may do what in a sale. Whoever may not sees the same as if there were none.

What counts is the role that somebody holds now, not when the sale was planned: a host whose grant
has ended runs nothing any more, and their helpers rest with them until the clerk of the counties
names another host, or runs the sale.
"""

from collections.abc import Iterable
from typing import Literal

from yutang.kernel.errors import NotFound
from yutang.live import rules
from yutang.live.models import Helper, HelperRole, Sale
from yutang.people import access as people
from yutang.people.access import Person

# Other rooms take the name of the type from here; the table stays this room's own.
__all__ = [
    "Doing",
    "Sale",
    "helps",
    "host_may_run",
    "may",
    "may_plan",
    "plans_sales",
    "runs_sales",
    "sale_for",
]

Doing = Literal["view", "plan", "run", "lineup", "moderate", "console"]
"""view: everybody. plan: edit the sale. run: go live, pause, end, broadcast, results.
lineup: pin, open, close, add units. moderate: hide, mute. console: any of the last three.
Who may plan a sale may do all of it."""

_PLANNERS = frozenset({"host", "clerk", "operator"})
_HELPERS: dict[Doing, frozenset[str]] = {
    "lineup": frozenset({HelperRole.ASSISTANT.value}),
    "moderate": frozenset({HelperRole.MODERATOR.value}),
    "console": frozenset({HelperRole.ASSISTANT.value, HelperRole.MODERATOR.value}),
}


def sale_for(person: Person | None, sale_id: int, doing: Doing = "view") -> Sale:
    """Return the sale, fetched with its host.

    Raises:
        NotFound: no such sale, or the person may not do this in it.
    """
    sale = Sale.objects.select_related("host").filter(pk=sale_id).first()
    if sale is None or not may(person, sale, doing):
        raise NotFound
    return sale


def may(person: Person | None, sale: Sale, doing: Doing) -> bool:
    """Tell whether the person may do this in the sale.

    A rehearsal is only looked at, and only by who runs the real sale: it plays by itself.
    """
    if sale.rehearses_id is not None:
        return doing == "view" and person is not None and _runs(person, sale)
    if doing == "view":
        return True
    if person is None or not person.is_active:
        return False
    if _runs(person, sale):
        return True
    roles = _HELPERS.get(doing, frozenset())
    return bool(roles) and helps(person, sale, roles) and host_may_run(sale)


def _runs(person: Person, sale: Sale) -> bool:
    return person.is_active and may_plan(person, sale.county_codes, host_id=sale.host_id)


def host_may_run(sale: Sale) -> bool:
    """Tell whether the sale's host holds a role that covers all its counties now."""
    return may_plan(sale.host, sale.county_codes, host_id=sale.host_id)


def helps(person: Person, sale: Sale, roles: Iterable[str]) -> bool:
    """Tell whether the person helps in this sale in one of these roles."""
    return Helper.objects.filter(sale=sale, person=person, role__in=roles).exists()


def may_plan(person: Person, county_codes: list[str], *, host_id: int) -> bool:
    """Tell whether the person may plan a sale of these counties with that host: see `rules`."""
    return rules.may_run(people.grants(person), county_codes, is_host=host_id == person.pk)


def plans_sales(person: Person) -> bool:
    """Tell whether the person may plan a sale of some county."""
    return any(grant.role in _PLANNERS for grant in people.grants(person))


def runs_sales(person: Person) -> bool:
    """Tell whether the person plans or runs sales at all: has such a role, or helps in one."""
    return plans_sales(person) or Helper.objects.filter(person=person).exists()
