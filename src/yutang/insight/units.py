"""What a number of a sale counts, and how it is written."""

from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yutang.insight import rules
from yutang.insight.counts import Persons, PersonTimes
from yutang.kernel import money

Number = int | float | Persons | PersonTimes
Text = str | Promise

NOTHING = "—"


class Unit(Enum):
    """The unit of a measure; `word` stands behind the number, empty where it shows itself."""

    ORDERS = "orders"
    UNITS = "units"
    FEN = "fen"
    PERSONS = "persons"
    PERSON_TIMES = "person_times"
    ONLINE = "online"
    SECONDS = "seconds"
    SHARE = "share"
    LIKES = "likes"
    MESSAGES = "messages"

    @property
    def word(self) -> Text:
        return _WORDS[self]

    def number(self, raw: float | None) -> Number | None:
        """Return what the database counted, as the type that belongs to this unit."""
        if raw is None:
            return None
        if self is Unit.PERSONS:
            return Persons(int(raw))
        return PersonTimes(int(raw)) if self is Unit.PERSON_TIMES else raw

    def text(self, number: Number | None) -> str:
        """Return the number as people read it; a dash where there is none."""
        if number is None:
            return NOTHING
        if isinstance(number, Persons | PersonTimes):
            return f"{number.number:,}"
        if self is Unit.FEN:
            return f"¥{money.yuan(round(number))}"
        if self is Unit.SHARE:
            return f"{number * 100:.1f}%"
        if self is Unit.SECONDS:
            return rules.duration(number)
        return f"{number:,}" if isinstance(number, int) else f"{number:,.1f}"


_WORDS: dict[Unit, Text] = {
    Unit.ORDERS: _("orders"),
    Unit.UNITS: _("units"),
    Unit.FEN: "",
    Unit.PERSONS: _("persons"),
    Unit.PERSON_TIMES: _("person-times"),
    Unit.ONLINE: _("at once"),
    Unit.SECONDS: _("min:s"),
    Unit.SHARE: "",
    Unit.LIKES: _("likes"),
    Unit.MESSAGES: _("messages"),
}
