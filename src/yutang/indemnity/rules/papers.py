"""Which papers a case needs, by the codes of insurance rules; what is missing. Pure."""

from collections.abc import Collection, Sequence
from typing import Final

from yutang.insurance.rules.wording import DOCUMENTS

OTHER: Final = "other"
CODES: Final = (*DOCUMENTS, OTHER)
PHOTOS_MOST = 24
SIDE_PX = 2000
"""A bill has to be read, so its photo is kept larger than a picture of goods."""


def missing(demanded: Sequence[str], there: Collection[str]) -> tuple[str, ...]:
    """Return of the papers demanded those that nobody has photographed, in their order."""
    return tuple(code for code in demanded if code not in there)
