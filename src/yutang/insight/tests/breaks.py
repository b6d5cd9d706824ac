"""How each invariant of this room is broken; read by `cli/tests/test_verify.py`."""

BREAK: dict[tuple[str, str], tuple[str, ...]] = {
    ("insight", "kind_rows"): (
        "set local session_replication_role = replica",
        "delete from trade_orderchange where to_state in ('paid', 'confirmed')",
    ),
}
