"""How each of this room's checks is broken (see cli/tests/test_verify.py)."""

A_SOURCE = (
    "insert into atlas_mapsource (name, licence, notice, approval, datum, made_at)"
    " values ('s', '', 'n', '', 'unknown', now())"
)
A_SHAPE = (
    "insert into atlas_shape (code, level, edition, whole, digest, near, far, west, south, east,"
    " north, inner_longitude, inner_latitude, is_repaired, source_id, made_at)"
    " select '999999', 3, 2023, '', '', '{}', '{}', 1, 1, 2, 2, 1, 1, false, id, now()"
    " from atlas_mapsource"
)
BREAK = {
    ("atlas", "shape"): (A_SOURCE, A_SHAPE),
    ("atlas", "border"): (
        "insert into atlas_border (low, high, found_at) values ('130826', '130827', now())",
    ),
}
