"""How each of this room's checks is broken (see cli/tests/test_verify.py)."""

GUARDS_OFF = "set local session_replication_role = replica"
AN_OFFER = (
    "insert into placement_offer (key, place_code, kind, title, about, offered_by, wanted, hired,"
    " pay_basis, pay_from_fen, pay_to_fen, share_percent, housing, age_least, until,"
    " contact_sealed, state, since, made_at, made_by_id, is_demo) values (gen_random_uuid(),"
    " '130827', 'host', 't', 'a', 'o', 1, 1, 'day', 1, 1, 0, false, 16, now(), '', 'public',"
    " now(), now(), 0, false)"
)
BREAK = {
    ("placement", "hired"): (GUARDS_OFF, AN_OFFER),
    ("placement", "checked"): (GUARDS_OFF, AN_OFFER),
    ("placement", "asked_in_time"): (
        GUARDS_OFF,
        (
            "insert into placement_followup (key, member_id, counted_from, months, how, outcome,"
            " words, at, by_id) values (gen_random_uuid(), 0, current_date, 3, 'phone',"
            " 'answered', '', now(), 0)"
        ),
    ),
}
