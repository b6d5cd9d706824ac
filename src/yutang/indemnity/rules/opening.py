"""Who may open what of a case. A field that a row does not name is opened by nobody. Pure.

An operator runs the installation and needs nobody's illness: here an operator is no "every role".
"""

from collections.abc import Collection, Mapping
from typing import Final, Literal

Part = Literal["filer", "insured", "assessor", "clerk"]
"""What somebody is to a case."""
Field = Literal["details", "papers", "notes"]
"""Hospital, diagnosis and the doctor's note; photos of documents; what assessors wrote."""
How = Literal["no", "yes", "reason"]
FIELDS: Final[tuple[Field, ...]] = ("details", "papers", "notes")

OPENS: Final[Mapping[Part, Mapping[Field, How]]] = {
    "filer": {"details": "yes", "papers": "yes"},
    "insured": {"details": "yes", "papers": "yes"},
    "assessor": {"details": "yes", "papers": "yes", "notes": "yes"},
    "clerk": {"details": "reason", "papers": "reason", "notes": "reason"},
}


def may_open(parts: Collection[Part], field: Field) -> How:
    """Return whether somebody with these parts opens the field: at once, with a reason, or not."""
    said = {OPENS[part].get(field, "no") for part in parts}
    return "yes" if "yes" in said else "reason" if "reason" in said else "no"
