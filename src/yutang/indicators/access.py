"""Who sees the rows behind a number one by one; everybody else sees them in groups."""

from yutang.people import access as people
from yutang.people.access import Person


def sees_rows(reader: Person | None, place: str) -> bool:
    """Tell whether somebody sees the rows of a place: its clerks, its officers, operators.

    Persons are codes even for them. Whoever works for only a part of the place reads as the
    public does: the rows are of all of it.
    """
    return people.may(reader, "clerk", place) or people.may(reader, "officer", place)
