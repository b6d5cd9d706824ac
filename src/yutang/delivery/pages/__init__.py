"""Pages of the delivery room: one's own addresses, and what sending costs."""

from yutang.delivery.pages.addresses import (
    book,
    choose_default,
    edit_address,
    new_address,
    read_address,
    remove_address,
)
from yutang.delivery.pages.tariffs import (
    edit_tariff,
    new_tariff,
    remove_tariff,
    take_zones,
    tariffs,
    zones_file,
)
from yutang.delivery.pages.terms import lot_terms, product_terms

__all__ = [
    "book",
    "choose_default",
    "edit_address",
    "edit_tariff",
    "lot_terms",
    "new_address",
    "new_tariff",
    "product_terms",
    "read_address",
    "remove_address",
    "remove_tariff",
    "take_zones",
    "tariffs",
    "zones_file",
]
