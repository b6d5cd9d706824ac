"""Which place somebody means by the words they wrote."""

from collections.abc import Collection

from yutang.places import queries as places
from yutang.training.errors import BadPlace

_FOUND_MOST = 20
_OFFERED = 5


def place_meant(text: str, within: Collection[str] = ("",)) -> str:
    """Return the code of the one place that a text means inside these places.

    Raises:
        BadPlace: none or several; it says which ones.
    """
    said = text.strip()
    head = said.split(" ", maxsplit=1)[0]
    found = places.find(head if head.isdigit() else said, _FOUND_MOST)
    inside = [place.code for place in found if any(place.code.startswith(code) for code in within)]
    if head in inside or len(inside) == 1:
        return head if head in inside else inside[0]
    for code in () if inside else within:
        inside += [place.code for place in places.search(said[-10:], _OFFERED, code)]
    names = places.full_names(inside[:_OFFERED])
    raise BadPlace(found="; ".join(f"{code} {name}" for code, name in names.items()) or "–")
