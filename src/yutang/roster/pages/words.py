"""What the pages of persons call things."""

from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yutang.plumbing.reader import reads_english
from yutang.roster.models import Member
from yutang.roster.queries import lists
from yutang.roster.rules import PURPOSES, masked_number

FIELD_TITLES: Final[dict[str, Promise]] = {
    "id_number": _("ID number"),
    "mobile": _("Mobile"),
    "bank_account": _("Bank account"),
    "health": _("Health"),
    "poverty": _("Poverty status"),
}

_CHANGED: Final[dict[str, Promise]] = {
    "name": _("Name"),
    "gender": _("Gender"),
    "birth_on": _("Born on"),
    "place_code": _("Lives in"),
    "poverty_class": _("Poverty status"),
}


class PurposeView(NamedTuple):
    """A purpose in the reader's language."""

    name: str
    title: str
    sentence: str
    months: int


class OpeningShown(NamedTuple):
    """An opening in the reader's words."""

    at: object
    by: str
    what: object
    reason: str


def purpose_views() -> list[PurposeView]:
    """Return the purposes with the sentences that are agreed to."""
    english = reads_english()
    return [
        PurposeView(
            each.name,
            each.title_en if english else each.title,
            each.sentence_en if english else each.sentence,
            each.months,
        )
        for each in PURPOSES
    ]


def fields_shown(found: Member) -> list[tuple[str, Promise, str]]:
    """Return what is recorded sealed of this person: name, title, and what of it is shown."""
    recorded = {
        "id_number": (found.id_sealed, found.id_tail),
        "mobile": (found.mobile_sealed, found.mobile_tail),
        "bank_account": (found.bank_sealed, found.bank_tail),
        "health": (found.health_sealed, ""),
        "poverty": (found.poverty_sealed, ""),
    }
    return [
        (name, FIELD_TITLES[name], masked_number(tail) or gettext("sealed"))
        for name, (sealed, tail) in recorded.items()
        if sealed
    ]


def openings(found: Member) -> list[OpeningShown]:
    """Return who opened or changed what of this person."""
    return [
        OpeningShown(row.at, row.by, _what(row.what), row.reason) for row in lists.openings(found)
    ]


def _what(what: str) -> str:
    """Return what was opened, or changed, in words."""
    name = what.removesuffix(" changed")
    title = str(FIELD_TITLES.get(name) or _CHANGED.get(name) or name)
    return title if name == what else gettext("%(what)s (changed)") % {"what": title}
