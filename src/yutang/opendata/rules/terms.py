"""Which terms of use let what others published be passed on under an open licence."""

import re
from typing import Final

_OPEN: Final = re.compile(r"\s*CC(?:[ -]?0|[ -]BY)(?![ -]*(?:NC|ND|SA))(?![A-Za-z])", re.IGNORECASE)


def may_be_passed_on(terms: str) -> bool:
    """Tell whether terms begin with a licence that asks for no more than to be named.

    CC BY or CC0, of any version; everything else, also "public", says nothing of passing on.
    """
    return _OPEN.match(terms) is not None
