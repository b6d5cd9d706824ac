"""Who may do what, where. A stranger gets `NotFound`, as if nothing were there."""

from django.db.models import Q

from yutang.kernel.errors import NotFound
from yutang.people import rules
from yutang.people.models import Grant, Person, Role
from yutang.people.rules import GrantView

# Other rooms take the names of the types from here; the tables stay this room's own.
__all__ = [
    "GrantView",
    "Person",
    "Role",
    "gives_grants",
    "grants",
    "grants_under",
    "may",
    "places_of",
    "require",
    "require_operator",
]


def grants(person: Person | None) -> tuple[GrantView, ...]:
    """Return the person's roles that have not ended: one query. Nobody has none.

    Whoever came with a request is asked for once: a page answers by one and the same roles.
    """
    if person is None or not person.is_active:
        return ()
    if person.is_asking and person.known_grants is not None:
        return person.known_grants
    rows = Grant.objects.filter(person_id=person.pk, ended_at=None).order_by("role", "place_code")
    person.known_grants = tuple(GrantView(*row) for row in rows.values_list("role", "place_code"))
    return person.known_grants


def may(person: Person | None, role: str, place_code: str) -> bool:
    """Return whether the person is `role` at the place; an operator is every role.

    A grant for 1308 covers 130827. For many questions about one person ask `grants` once and
    `rules.covers` often.
    """
    return rules.covers(grants(person), role, place_code)


def require(person: Person | None, role: str, place_code: str) -> None:
    """Go on only when the person is `role` at the place.

    Raises:
        NotFound: they are not; it looks the same as when nothing is there.
    """
    if not may(person, role, place_code):
        raise NotFound


def places_of(person: Person | None, role: str) -> tuple[str, ...]:
    """Return the place codes where the person is `role`, each with all that lies under it.

    The empty code stands for the whole country.
    """
    return tuple(
        sorted({held.place_code for held in grants(person) if held.role in {role, rules.OPERATOR}})
    )


def require_operator(person: Person | None) -> None:
    """Go on only for an operator of the whole country.

    Raises:
        NotFound: they are not.
    """
    require(person, rules.OPERATOR, "")


def gives_grants(person: Person | None) -> bool:
    """Return whether the person may give any role at all: operators and clerks."""
    return any(held.role in {"clerk", rules.OPERATOR} for held in grants(person))


def grants_under(asker: Person) -> Q:
    """Return the condition for grants that lie under the asker's own places."""
    condition = Q(pk__in=[])
    for code in places_of(asker, "clerk"):
        condition |= Q(place_code__startswith=code)
    return condition
