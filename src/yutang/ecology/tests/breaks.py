"""How each check on ecology is broken, for `yutang verify`'s own test."""

GUARDS_OFF = "set local session_replication_role = replica"
A_PLOT = (
    "insert into ecology_plot (programme_id, name, place_code, stated_mu, key, made_at,"
    " made_by_id, is_demo) select 1, 'p', '130827100201', 10, gen_random_uuid(), now(), min(id),"
    " false from people_person"
)
A_PLANTING = (
    'insert into ecology_planting (plot_id, key, kind, "on", species, mu, state, noted_at,'
    " noted_by_id, decided_at, decided_by_id, reason, photo, time_says, place_says)"
    " select max(id), gen_random_uuid(), 'new', '2025-03-12', 'x', 11, 'confirmed', now(),"
    " max(made_by_id), now(), max(made_by_id) + 1, '', '', 'unknown', 'unknown' from ecology_plot"
)
A_SURVEY = (
    'insert into ecology_survey (planting_id, key, "on", alive, dead, note, at, by_id, photo,'
    " time_says, place_says) select max(id), gen_random_uuid(), '2026-03-12', 9, 1, '', now(),"
    " max(noted_by_id), '', 'unknown', 'unknown' from ecology_planting"
)
A_SHEET = (
    "insert into ecology_wagesheet (programme_id, since, until, day_fen, state, made_at,"
    " made_by_id, decided_at, decided_by_id, reason) select 1, '2026-03-01', '2026-03-31', 12000,"
    " 'agreed', now(), min(id), now(), min(id) + 1, '' from people_person"
)
A_DAY = (
    'insert into ecology_workday (member_id, "on", plot_id, sheet_id, wage_fen, at, by_id)'
    " select 1, '2026-03-12', 1, max(s.id), 12000, now(), max(s.made_by_id)"
    " from ecology_wagesheet s"
)
A_MEMBER = (
    "insert into roster_member (name_sealed, name_digest, name_masked, gender, place_code,"
    " id_tail, mobile_tail, bank_tail, is_demo, made_at)"
    " values ('x', 'x', '王*', '', '130827', '', '', '', false, now())"
)
BREAK = {
    ("ecology", "outlined"): (GUARDS_OFF, A_PLOT),
    ("ecology", "planted"): (GUARDS_OFF, A_PLOT, A_PLANTING),
    ("ecology", "looked_at"): (GUARDS_OFF, A_PLOT, A_PLANTING, A_SURVEY),
    ("ecology", "wages"): (GUARDS_OFF, A_SHEET, A_DAY),
    ("ecology", "person_day"): (
        GUARDS_OFF,
        "alter table ecology_workday drop constraint ecology_work_day_once",
        A_SHEET,
        A_MEMBER,
        A_DAY,
        A_DAY,
        "update ecology_workday set member_id = (select max(id) from roster_member)",
    ),
}
