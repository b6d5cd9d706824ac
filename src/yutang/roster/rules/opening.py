"""Who may open which sealed field, and for which purposes.

An operator runs the installation and needs nobody's health, bank account or poverty status: here
an operator is no "every role". A field that a table of roles does not name is opened by nobody.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Final, Literal, get_args

from yutang.people.rules import OPERATOR, GrantView

FieldName = Literal["id_number", "mobile", "bank_account", "health", "poverty"]
FIELDS: Final[tuple[FieldName, ...]] = get_args(FieldName)

LISTS: Final = ("clerk", "helper", "doctor")
"""Roles that see the list of persons of their places, and enter persons."""
NAMES: Final = (*LISTS, "teacher", "assessor")
"""Roles that see the whole name of a person of their places; of a child's only `_CHILD`."""
_CHILD: Final = frozenset({"clerk", "teacher"})
_CHILD_OPENS: Final = frozenset({"clerk", "assessor"})

_ALL: Final = (
    "training", "hosts", "insurance", "indemnity", "placement", "ecology", "spotcheck", "support",
)  # fmt: skip
OPENERS: Final[Mapping[FieldName, Mapping[str, tuple[str, ...]]]] = {
    "id_number": {
        "clerk": ("training", "hosts", "insurance", "indemnity", "ecology", "support"),
        "doctor": ("indemnity",),
        "assessor": ("indemnity",),
    },
    "mobile": {
        "clerk": _ALL,
        "helper": ("training", "hosts", "insurance", "indemnity", "placement", "ecology"),
        "teacher": ("training", "hosts"),
        "doctor": ("insurance", "indemnity"),
        "assessor": ("indemnity",),
        "officer": ("spotcheck",),
    },
    "bank_account": {
        "clerk": ("hosts", "indemnity", "ecology"),
        "assessor": ("indemnity",),
    },
    "health": {
        "doctor": ("indemnity",),
        "assessor": ("indemnity",),
    },
    "poverty": {
        "clerk": ("insurance", "support"),
    },
}


def purposes_to_open(
    grants: Iterable[GrantView], field: str, places: Collection[str], *, is_child: bool
) -> frozenset[str]:
    """Return for which purposes the holder of these grants may open the field of a person.

    `places` are those where the person lives or takes part; empty when none of the grants is for
    one of them, or none of their roles opens the field. A child's data only clerks and assessors
    open.
    """
    roles = {
        grant.role
        for grant in grants
        if any(place.startswith(grant.place_code) for place in places)
    }
    if is_child:
        roles &= _CHILD_OPENS
    by_role = next((roles_of for name, roles_of in OPENERS.items() if name == field), {})
    return frozenset(purpose for role in roles for purpose in by_role.get(role, ()))


def sees_name(grants: Iterable[GrantView], places: Collection[str], *, is_child: bool) -> bool:
    """Tell whether the holder of these grants sees the whole name of a person of these places."""
    roles = frozenset(NAMES) & _CHILD if is_child else frozenset(NAMES)
    return any(
        (grant.role in roles or grant.role == OPERATOR)
        and any(place.startswith(grant.place_code) for place in places)
        for grant in grants
    )
