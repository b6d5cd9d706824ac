"""Who may do what in a sale. Whoever may not sees the same as if there were none."""

from typing import Literal

from yutang.kernel.errors import NotFound
from yutang.live.models import Helper, HelperRole, Sale
from yutang.people import access as people
from yutang.people.access import Person

Doing = Literal["view", "plan", "run", "lineup", "moderate", "console"]
"""view: everybody. plan: edit the sale. run: go live, pause, end, broadcast, results.
lineup: pin, open, close, add units. moderate: hide, mute. console: any of the last three."""

_PLANNERS = frozenset({"host", "clerk", "operator"})


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
    """Tell whether the person may do this in the sale."""
    if doing == "view":
        return True
    if person is None or not person.is_active:
        return False
    if doing == "plan":
        return may_plan(person, sale.county_codes, host_id=sale.host_id)
    if sale.host_id == person.pk or clerk_of_all(person, sale.county_codes):
        return True
    roles = {
        "run": set[str](),
        "lineup": {HelperRole.ASSISTANT.value},
        "moderate": {HelperRole.MODERATOR.value},
        "console": {HelperRole.ASSISTANT.value, HelperRole.MODERATOR.value},
    }[doing]
    return bool(roles) and helps(person, sale, roles)


def helps(person: Person, sale: Sale, roles: set[str]) -> bool:
    """Tell whether the person helps in this sale in one of these roles."""
    return Helper.objects.filter(sale=sale, person=person, role__in=roles).exists()


def may_plan(person: Person, county_codes: list[str], *, host_id: int) -> bool:
    """Tell whether the person may plan a sale of these counties with that host.

    A clerk of all of them may (an operator is clerk everywhere); a host may plan their own sale
    of counties that their grant covers.
    """
    if clerk_of_all(person, county_codes):
        return True
    return host_id == person.pk and all(people.may(person, "host", code) for code in county_codes)


def clerk_of_all(person: Person, county_codes: list[str]) -> bool:
    """Tell whether the person is a clerk of every one of these counties; of none is no."""
    return bool(county_codes) and all(people.may(person, "clerk", code) for code in county_codes)


def plans_sales(person: Person) -> bool:
    """Tell whether the person may plan a sale of some county."""
    return any(grant.role in _PLANNERS for grant in people.grants(person))


def runs_sales(person: Person) -> bool:
    """Tell whether the person plans or runs sales at all: has such a role, or helps in one."""
    return plans_sales(person) or Helper.objects.filter(person=person).exists()
