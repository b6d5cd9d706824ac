"""How each of this room's checks is broken (see cli/tests/test_verify.py)."""

GUARDS_OFF = "set local session_replication_role = replica"
BREAK = {
    ("parcels", "follows_order"): (
        GUARDS_OFF,
        "delete from parcels_parcelevent",
        "delete from parcels_parcel",
    ),
    ("parcels", "story"): (
        (
            "update parcels_parcel set delivered_at = delivered_at - interval '9 days'"
            " where state = 'delivered'"
        ),
    ),
    ("parcels", "batch"): (
        GUARDS_OFF,
        "update parcels_parcel set batch_id = -1",
    ),
}
