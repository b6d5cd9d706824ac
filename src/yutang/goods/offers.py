"""Where a product can be bought now: asked of the rooms above, which say so at start-up.

The goods room knows nothing of sales. A room that sells registers a finder in its AppConfig's
`ready`: ``offers.register(find)``; the product page then shows what it finds.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Offer:
    """A product on sale: the words of the link, where it leads, the price in fen."""

    title: str
    url: str
    price_fen: int
    is_live: bool = False
    """The sale runs at this moment."""


Finder = Callable[[int], list[Offer]]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Add a way to find where a product (by id) is on sale; adding it twice changes nothing."""
    if finder not in _finders:
        _finders.append(finder)


def offers_of(product_id: int) -> list[Offer]:
    """Return where the product is on sale, running sales first."""
    found = [offer for finder in _finders for offer in finder(product_id)]
    return sorted(found, key=lambda offer: (not offer.is_live, offer.price_fen))
