"""How each of this room's checks is broken (see cli/tests/test_verify.py)."""

GUARDS_OFF = "set local session_replication_role = replica"
A_MEMBER = (
    "insert into roster_member (name_sealed, name_digest, name_masked, gender, place_code, id_tail,"
    " mobile_tail, bank_tail, is_demo, made_at) values ('', '', '*', '', '130827', '', '', '',"
    " true, now())"
)
BREAK = {
    ("roster", "merged"): (
        GUARDS_OFF,
        A_MEMBER,
        A_MEMBER,
        (
            "update roster_member set merged_into_id = (select max(id) from roster_member)"
            " where id = (select min(id) from roster_member where is_demo)"
        ),
    ),
    ("roster", "consents"): (
        A_MEMBER,
        (
            "insert into roster_consent (member_id, purpose, version, given_on, until, how,"
            " guardian_masked, relation, paper, recorded_at)"
            " select max(id), 'training', '', '2020-01-01', '2030-01-01', 'paper', '', '', '',"
            " now() from roster_member"
        ),
    ),
    ("roster", "sensitive"): (
        A_MEMBER,
        "update roster_member set bank_sealed = '\\x00', bank_tail = '0000' where is_demo",
    ),
}
