"""Writes of the goods room: one verb, one transaction. Who may do it is asked in `access`."""

from yutang.goods.actions.batches import (
    add_batch,
    add_inspection,
    add_step,
    confirm_batch,
    import_batches,
    lock_batch,
    pass_on,
    recall_batch,
    take_units,
)
from yutang.goods.actions.certificates import issue_certificate
from yutang.goods.actions.marks import add_mark, end_mark
from yutang.goods.actions.register import (
    add_picture,
    add_producer,
    add_product,
    edit_producer,
    edit_product,
    remove_picture,
)

__all__ = [
    "add_batch",
    "add_inspection",
    "add_mark",
    "add_picture",
    "add_producer",
    "add_product",
    "add_step",
    "confirm_batch",
    "edit_producer",
    "edit_product",
    "end_mark",
    "import_batches",
    "issue_certificate",
    "lock_batch",
    "pass_on",
    "recall_batch",
    "remove_picture",
    "take_units",
]
