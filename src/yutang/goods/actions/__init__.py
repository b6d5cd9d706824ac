"""Writes of the goods room: one verb, one transaction. Who may do it is asked in `access`."""

from yutang.goods.actions.register import (
    add_batch,
    add_picture,
    add_producer,
    add_product,
    edit_producer,
    edit_product,
    remove_picture,
)

__all__ = [
    "add_batch",
    "add_picture",
    "add_producer",
    "add_product",
    "edit_producer",
    "edit_product",
    "remove_picture",
]
