"""Pages of the parcels room: packing, waybill numbers from files, pushes, batches called back."""

from yutang.parcels.pages.importing import import_numbers
from yutang.parcels.pages.packing import (
    cancel_waybill,
    mark_packed,
    order_waybill,
    pack_file,
    packing,
    pick_list,
    put_batch,
    say,
    ship,
)
from yutang.parcels.pages.pushes import push
from yutang.parcels.pages.recall import recall, recall_file

__all__ = [
    "cancel_waybill",
    "import_numbers",
    "mark_packed",
    "order_waybill",
    "pack_file",
    "packing",
    "pick_list",
    "push",
    "put_batch",
    "recall",
    "recall_file",
    "say",
    "ship",
]
