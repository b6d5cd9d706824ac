"""How the invariants of this room are broken; read by src/yutang/cli/tests/test_verify.py."""

BREAK = {
    ("delivery", "tariff_rest"): (
        (
            "insert into delivery_tariff (name, county_code, first_g, step_g, pack_g, charge,"
            " is_default, changed_at)"
            " values ('小件', '130827', 1000, 1000, 0, 'free', false, now())"
        ),
    ),
}
