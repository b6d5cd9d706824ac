"""How each of this room's checks is broken (see cli/tests/test_verify.py)."""

A_SUBJECT = (
    "insert into forecasts_subject (kind, name, place_code, created_at)"
    " values ('sales', 'a', '130827', now())"
)


def _a_run(last_week: str) -> str:
    return (
        "insert into forecasts_run (subject_id, made_on, made_at, last_week, weeks, horizon,"
        " method, digest, why_none, windows)"
        f" select max(id), '2026-01-12', now(), '{last_week}', 30, 4, 'm', '', '', 0"
        " from forecasts_subject"
    )


_POINTS = (
    "insert into forecasts_point (run_id, week, value, low_80, high_80, low_95, high_95, naive)"
    " select max(id), '{first}'::date + 7 * n, 2, 1, 3, 0, 4, 2"
    " from forecasts_run, generate_series(0, 3) n group by n"
)
A_PLAN = (
    "insert into forecasts_saleplan (sale_id, made_at, viewers, minutes, rate_id, parcels,"
    " parcels_high, packers) select (select max(id) from live_sale), now(), 1, 1, max(id), 1, 1, 1"
    " from forecasts_packingrate"
)
A_LINE = (
    "insert into forecasts_planline (plan_id, lot_id, price_fen, units, units_low, units_high,"
    " stock, likeness) select max(id), (select max(id) from trade_lot), 1, 1, 1, 1, 10, 'product'"
    " from forecasts_saleplan"
)
BREAK = {
    ("forecasts", "bands"): (A_SUBJECT, _a_run("2025-12-29")),
    ("forecasts", "known"): (A_SUBJECT, _a_run("2026-01-12"), _POINTS.format(first="2026-01-19")),
    ("forecasts", "cases"): (A_PLAN, A_LINE),
}
