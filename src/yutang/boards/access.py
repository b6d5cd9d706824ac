"""Which places have boards. Who sees small groups too is what `indicators.access` says of rows."""

from yutang.kernel.errors import NotFound
from yutang.places import access as places
from yutang.places.errors import BadCode, UnknownPlace


def place(code: str) -> str:
    """Return the code of a place as the tree spells it; empty is the whole country.

    Raises:
        NotFound: there is no such place.
    """
    if not code:
        return ""
    try:
        return places.place(code).code
    except (BadCode, UnknownPlace) as error:
        raise NotFound from error
