"""How each of this room's checks is broken (see cli/tests/test_verify.py)."""

GUARDS_OFF = "set local session_replication_role = replica"
A_CLASS = (
    "insert into training_cohort (programme_id, kind, title, title_en, place_code, held_at,"
    " begins_on, ends_on, seats, admits_at_once, rule_id, state, made_at, made_by_id, is_demo)"
    " select 0, 'dual', 't', '', '130827', 'h', '2026-01-01', '2026-01-02', 1, true, min(id),"
    " 'open', now(), 0, true from training_rule"
)
A_SESSION = (
    "insert into training_session (cohort_id, title, starts_at, ends_at, mode, room, link,"
    " is_practice, secret_sealed) select max(id), 't', now(), now() + interval '1 hour', 'room',"
    " '', '', false, '' from training_cohort"
)


def a_person(member: int, state: str) -> str:
    return (
        "insert into training_enrolment (cohort_id, member_id, joins_as, state, since, asked_at,"
        f" how, by_id, gender, age) select max(id), {member}, 'student', '{state}', now(), now(),"
        " 'self', 0, '', 30 from training_cohort"
    )


BREAK = {
    ("training", "seats"): (GUARDS_OFF, A_CLASS, a_person(1, "admitted"), a_person(2, "failed")),
    ("training", "attendance"): (
        GUARDS_OFF,
        A_CLASS,
        A_SESSION,
        a_person(1, "attending"),
        (
            "insert into training_attendance (session_id, enrolment_id, state, how, at, came_at,"
            " by_id) select s.id, e.id, 'present', 'list', now(), now(), 0"
            " from training_session s join training_enrolment e using (cohort_id)"
        ),
    ),
    ("training", "completion"): (GUARDS_OFF, A_CLASS, a_person(1, "completed")),
    ("training", "diploma"): (GUARDS_OFF, A_CLASS, a_person(1, "completed")),
    ("training", "consent"): (GUARDS_OFF, A_CLASS, a_person(1, "waiting")),
    ("training", "teachers"): (GUARDS_OFF, A_CLASS, A_SESSION),
}
