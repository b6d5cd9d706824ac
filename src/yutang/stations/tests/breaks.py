"""How each of this room's checks is broken (see cli/tests/test_verify.py)."""

A_STATION = (
    "insert into stations_station (kind, name, place_code, address, hours, phone_tail, made_at)"
    " values ('shop', 's', '130827', 'a', 'h', '', now())"
)
BREAK = {
    ("stations", "shelf"): (
        A_STATION,
        (
            "insert into stations_shelf (station_id, source_id, lot_id)"
            " select s.id, min(l.id), max(l.id) from stations_station s, trade_lot l group by s.id"
        ),
    ),
    ("stations", "hand_over"): (
        A_STATION,
        (
            "insert into stations_pickup (parcel_id, station_id, nonce, code_digest, arrived_at,"
            " arrived_by_id, taken_by)"
            " select p.id, s.id, 'n', 'c', now(), o.buyer_id, ''"
            " from parcels_parcel p join trade_order o on o.id = p.order_id, stations_station s"
            " limit 1"
        ),
    ),
}
