"""How each check on honours is broken, for `yutang verify`'s own test."""

GUARDS_OFF = "set local session_replication_role = replica"
AN_APPLICATION = (
    "insert into honours_application (kind, applicant, place_code, name, state, since, version_id,"
    " story, goal, made_at, made_by_id, is_demo) select 'demo_village', 'village', '130827100201',"
    " 'x', 'notice', now(), (select min(id) from honours_version), '', '', now(), min(id), false"
    " from people_person"
)
AN_HONOUR = (
    "insert into honours_honour (application_id, number, kind, year, serial, place_code, name,"
    " awarded_on, valid_until, state, review_due, is_demo) select max(id), 'DV-2026-0002',"
    " 'demo_village', 2026, 2, '130827100201', 'x', now(), now(), 'valid', now(), false"
    " from honours_application"
)
A_SUBMISSION = (
    "insert into honours_submission (application_id, number, at, by_id, story, goal, lines)"
    " select id, 1, now(), made_by_id, '', '', '[]' from honours_application"
)
A_DECISION = (
    "insert into honours_decision (submission_id, level, outcome, reason, at, by_id)"
    " select max(id), 'county', 'pass', '', now(), max(by_id) from honours_submission"
)
BREAK = {
    ("honours", "serial"): (GUARDS_OFF, AN_APPLICATION, AN_HONOUR),
    ("honours", "noticed"): (GUARDS_OFF, AN_APPLICATION, AN_HONOUR),
    ("honours", "not_own"): (GUARDS_OFF, AN_APPLICATION, A_SUBMISSION, A_DECISION),
    ("honours", "path"): (GUARDS_OFF, AN_APPLICATION),
}
