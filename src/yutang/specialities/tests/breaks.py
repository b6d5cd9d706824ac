"""How each of this room's checks is broken (see cli/tests/test_verify.py)."""

A_PLAN = (
    "insert into specialities_plan (place_code, class_code, good, summary, owner, begins_on,"
    " ends_on, state, version, made_at, is_demo) values ('130827100201', '010307', 'g', '', 'o',"
    " '2026-01-01', '2027-01-01', 'draft', 1, now(), false)"
)
A_COUNTING = (
    "insert into specialities_counting (began_at, ended_at, product_days, standings)"
    " values (now() + interval '1 minute', now(), 0, 0)"
)
A_CLUSTER = (
    "insert into specialities_cluster (class_code, year, number, counted_at)"
    " values ('010307', 2026, 99, now())"
)
BREAK = {
    ("specialities", "day_sales"): ("delete from specialities_daysales", A_COUNTING),
    ("specialities", "class_years"): (
        (
            "insert into specialities_classyear (place_code, class_code, year, sales_fen, orders,"
            " by_month, by_term, output_parts, is_own_fact) values ('13', '99', 2026, 5, 1,"
            " array_fill(0, array[12]), array_fill(0, array[24]), 0, false)"
        ),
    ),
    ("specialities", "cluster_towns"): (
        A_CLUSTER,
        (
            "insert into specialities_clustertown (cluster_id, town_code, sales_fen, share_percent)"
            " select max(id), '130827100', 1, 1 from specialities_cluster"
        ),
    ),
    ("specialities", "plan_path"): (A_PLAN,),
    ("specialities", "plan_version"): (A_PLAN,),
}
