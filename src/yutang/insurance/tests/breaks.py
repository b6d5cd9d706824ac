"""How each of this room's checks is broken (see cli/tests/test_verify.py)."""

GUARDS_OFF = "set local session_replication_role = replica"
A_PLAN = (
    "insert into insurance_plan (id, key, programme_id, kind, name, name_en, insurer, made_at,"
    " made_by_id, is_demo) select 1, gen_random_uuid(), 1, 'health', 'p', 'p', 'i', now(),"
    " min(id), true from people_person"
)
A_VERSION = (
    "insert into insurance_planversion (id, plan_id, number, text, digest, valid_from,"
    " published_at, published_by_id)"
    " select 1, 1, 1, 'kind = 1', 'no', '2019-01-01', now(), min(id) from people_person"
)
A_POLICY = (
    "insert into insurance_policy (id, plan_id, version_id, place_code, from_on, to_on,"
    " premium_fen, made_at, made_by_id)"
    " select 1, 1, 1, '130827', '2019-01-01', '2019-12-31', 3000, now(), min(id)"
    " from people_person"
)
A_ROLL = (
    "insert into insurance_roll (id, policy_id, key, file_name, sha256, state, consent_says,"
    " rows, can_enrol, gone, counts, why, why_en, made_at, made_by_id, confirmed_at,"
    " confirmed_by_id, enrolled_at)"
    " select 1, 1, gen_random_uuid(), 'f', 's', 'enrolled', '', 1, 1, 0, '{}', '', '', now(),"
    " min(id), now(), min(id), now() from people_person"
)
AN_ENROLMENT = (
    "insert into insurance_enrolment (policy_id, member_id, roll_id, row, place_code)"
    " values ({policy}, 1, 1, {row}, '130827100201')"
)
STANDS = (GUARDS_OFF, A_PLAN, A_VERSION, A_POLICY, A_ROLL)
BREAK = {
    ("insurance", "digest"): (GUARDS_OFF, A_VERSION),
    ("insurance", "enrolled"): (GUARDS_OFF, AN_ENROLMENT.format(policy=7, row=1)),
    ("insurance", "whole"): STANDS,
    ("insurance", "premium"): STANDS,
    ("insurance", "once"): (
        *STANDS,
        AN_ENROLMENT.format(policy=1, row=1),
        A_POLICY.replace("select 1, 1", "select 2, 1").replace("'2019-01-01'", "'2019-07-01'"),
        AN_ENROLMENT.format(policy=2, row=2),
    ),
}
