"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
stations:stations              GET    401  404  404  404  404  404  404  200  200  404  200
stations:station-new           GET    401  404  404  404  404  404  404  200  200  404  200
stations:station-new           POST   401  404  404  404  404  404  404  422  422  404  422
stations:station               GET    401  404  404  404  404  404  404  200  404  404  200
stations:station-edit          GET    401  404  404  404  404  404  404  200  404  404  200
stations:station-edit          POST   401  404  404  404  404  404  404  422  404  404  422
stations:arrive                POST   401  404  404  404  404  404  404  302  404  404  302
stations:hand-over             POST   401  404  404  404  404  404  404  422  404  404  422
stations:counter               GET    401  404  404  404  404  404  404  200  404  404  200
stations:counter               POST   401  404  404  404  404  404  404  302  404  404  302
stations:receipt               GET    401  404  404  404  404  404  404  200  404  404  200
stations:shelves               GET    401  404  404  404  404  404  404  200  404  404  200
stations:shelves               POST   401  404  404  404  404  404  404  302  404  404  302
stations:take-back             POST   401  404  404  404  404  404  404  302  404  404  302
stations:direct                POST   401  404  404  404  404  404  302  302  404  404  302
stations:of-place              GET    200  200  200  200  200  200  200  200  200  200  200
"""

FORMS: dict[str, dict[str, str]] = {
    "stations:counter": {
        "shelf": "{shelf_id}",
        "units": "1",
        "key": "0197f000-0000-7000-8000-000000000001",
    },
    "stations:shelves": {"lot": "{lot_id}", "units": "1"},
    "stations:take-back": {"units": "1"},
}


def rows(stage: Any) -> dict[str, Any]:
    """A shop with three bags of chestnuts on its shelf, one of them sold."""
    from uuid import uuid4

    from yutang.stations import actions
    from yutang.stations.rules import StationFacts

    clerk = stage.cast["clerk"]
    facts = StationFacts(
        kind="shop", name="峪耳崖门店", place="130827", address="大街1号", hours="8:00–18:00"
    )
    station = actions.register(facts, clerk)
    shelf = actions.put_on_shelf(station.pk, stage.ids["lot_id"], 3, clerk)
    sale = actions.sell(shelf.pk, 1, uuid4(), clerk)
    return {"station_id": station.pk, "shelf_id": shelf.pk, "receipt_order": sale.order_id}
