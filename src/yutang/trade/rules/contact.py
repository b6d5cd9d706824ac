"""Who receives a parcel, and where: checked, masked, and written as JSON before it is sealed."""

import re
import unicodedata
from dataclasses import dataclass, replace

import msgspec

from yutang.kernel.text import one_line
from yutang.people.rules import masked, normal_mobile
from yutang.trade.errors import BadContact, TrackingNeeded

NAME_MAX = 30
REGION_MAX = 60
DETAIL_MAX = 120
_TRACKING = re.compile(r"[\w-]{2,60}")


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A receiver. `region` in words (河北省承德市宽城县), `region_code` its county if known."""

    name: str
    mobile: str
    detail: str
    region: str = ""
    region_code: str = ""

    @property
    def line(self) -> str:
        """The whole address in one line."""
        return f"{self.region}{self.detail}"


def check(contact: Contact) -> Contact:
    """Return the contact in its kept spelling.

    Raises:
        BadMobile: the number is none of mainland China.
        BadContact: a line is missing or too long.
    """
    checked = replace(
        contact,
        name=one_line(contact.name),
        mobile=normal_mobile(contact.mobile),
        region=one_line(contact.region),
        detail=one_line(contact.detail),
    )
    fits = (
        0 < len(checked.name) <= NAME_MAX
        and 0 < len(checked.detail) <= DETAIL_MAX
        and 0 < len(checked.region + checked.region_code) <= REGION_MAX
    )
    if not fits:
        raise BadContact
    return checked


def mask(contact: Contact) -> Contact:
    """Return the contact as others than its owner first see it: no whole name, no street."""
    return replace(
        contact,
        name=contact.name[:1] + "*" * max(1, len(contact.name) - 1),
        mobile=masked(contact.mobile),
        detail="***",
    )


def to_json(contact: Contact) -> str:
    return msgspec.json.encode(contact).decode()


def from_json(text: str) -> Contact:
    return msgspec.json.decode(text, type=Contact)


def check_tracking(text: str) -> str:
    """Return the parcel number; Chinese words are allowed (自送: brought by hand)."""
    number = unicodedata.normalize("NFKC", text).strip().replace(" ", "")
    if not _TRACKING.fullmatch(number):
        raise TrackingNeeded
    return number
