"""The line of a lot: a waiting room before its opening, a waiting list after it sold out.

A ticket is a wish that waits its turn. It keeps its number however often a page is loaded, a buyer
has one waiting ticket a lot, and numbers are called in order: so reloading, more tabs or faster
fingers gain nothing. Called, a ticket becomes an ordinary hold with the time to pay of the lot.
"""

from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

State = Literal["waiting", "called", "left", "refused"]


class Entry(NamedTuple):
    """Somebody asks for a number. `key` is made by the buyer, and is the key of the order to be.

    `coupon`: a code, where the lot asks for one.
    """

    buyer: int
    key: UUID
    lot: int
    quantity: int
    sale: int | None = None
    coupon: str | None = None


class TicketNow(NamedTuple):
    """A ticket as it stands.

    `number`: None before the draw. `called`: the highest number called of its lot. `ahead`:
    tickets that wait before it; None before the draw, or when it does not wait. `odds`: 0 to 1,
    an estimate, and `known_by` the moment by which one will know (see `prospect`); both only while
    it waits. `order`, `expires_at`: beside called; `answer`: beside refused, as `rules.Answer`.
    """

    lot: int
    key: UUID
    quantity: int
    number: int | None
    state: State
    entered_at: datetime
    order: UUID | None
    expires_at: datetime | None
    answer: str
    called: int
    ahead: int | None
    odds: float | None
    known_by: datetime | None


class Entered(NamedTuple):
    """What became of an entry; `ticket` beside taken and had."""

    answer: Literal["taken", "had", "not_needed", "closed", "unknown"]
    ticket: TicketNow | None = None
