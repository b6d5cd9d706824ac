"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
parcels:packing                GET    401  404  404  404  404  404  200  200  200  404  200
parcels:mark-packed            POST   401  404  404  404  404  404  302  302  302  404  302
parcels:pick-list              POST   401  404  404  404  404  404  200  200  200  404  200
parcels:pack-file              POST   401  404  404  404  404  404  200  200  200  404  200
parcels:import                 GET    401  404  404  404  404  404  200  200  200  404  200
parcels:import                 POST   401  404  404  404  404  404  422  422  422  404  422
parcels:ship                   POST   401  404  404  404  404  404  302  302  404  404  302
parcels:put-batch              POST   401  404  404  404  404  404  302  302  404  404  302
parcels:say                    POST   401  404  404  404  404  404  302  302  404  404  302
parcels:order-waybill          POST   401  404  404  404  404  404  302  302  404  404  302
parcels:cancel-waybill         POST   401  404  404  404  404  404  302  302  404  404  302
parcels:push                   POST   404  404  404  404  404  404  404  404  404  404  404
parcels:recall                 GET    401  404  404  404  404  404  200  200  404  404  200
parcels:recall-file            POST   401  404  404  404  404  404  200  200  404  404  200
"""

FORMS: dict[str, dict[str, str]] = {
    "parcels:ship": {"tracking": "SF1234567890"},
    "parcels:put-batch": {"batch": "{batch_id}"},
}


def rows(stage: Any) -> dict[str, Any]:
    """Pack the stage's order; the batch is that of the chestnuts' lot."""
    from yutang.parcels import actions
    from yutang.trade.models import Lot

    actions.pack([stage.ids["order_id"]], stage.cast["producer"])
    batch = Lot.objects.values_list("batch_id", flat=True).get(pk=stage.ids["lot_id"])
    return {"batch_id": stage.ids.get("batch_id", batch)}
