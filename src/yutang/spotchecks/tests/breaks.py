"""How each check on spot checks is broken, for `yutang verify`'s own test."""

GUARDS_OFF = "set local session_replication_role = replica"
A_SAMPLE = (
    "insert into spotchecks_sample (kind, about, turn, title, place_code, frame, frame_digest,"
    " seed, size, barred, drawn_at, drawn_by_id, is_demo) select 'x', '1', {turn}, 't', '130827',"
    " '{{1,2}}', encode(sha256(convert_to(E'1\\n2', 'UTF8')), 'hex'), 's', 1, array[min(id)],"
    " now(), min(id), false from people_person"
)
A_QUESTION = (
    "insert into spotchecks_question (sample_id, position, code, zh, en, answers)"
    """ select id, 1, 'q', '问', 'q', '[["yes", "是", "yes"]]' from spotchecks_sample"""
)
A_CALL = (
    (
        "insert into spotchecks_drawn (sample_id, position, member_id)"
        " select id, 1, 1 from spotchecks_sample"
    ),
    (
        "insert into spotchecks_attempt (drawn_id, key, result, note, at, by_id)"
        " select max(d.id), gen_random_uuid(), 'answered', '', now(), min(p.id)"
        " from spotchecks_drawn d, people_person p"
    ),
)
BREAK = {
    ("spotchecks", "by_seed"): (GUARDS_OFF, A_SAMPLE.format(turn=1)),
    ("spotchecks", "answers"): (GUARDS_OFF, A_SAMPLE.format(turn=1), A_QUESTION, *A_CALL),
    ("spotchecks", "callers"): (GUARDS_OFF, A_SAMPLE.format(turn=2), *A_CALL),
}
