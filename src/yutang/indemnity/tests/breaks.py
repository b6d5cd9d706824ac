"""How each of this room's invariants is broken, so that `yutang verify` is seen to find it."""

GUARDS_OFF = "set local session_replication_role = replica"
PERSON = "(select min(id) from people_person)"
ENTRY = """insert into indemnity_publicentry (number, kind, county, from_on, to_on, times, persons,
sum_fen, body, previous, hash, at) values (1, 'paid', '130827', '2026-11-01', '2026-11-02', 12, 11,
290460, '{}', repeat('0', 64), repeat('a', 64), now())"""
CASE_ID = "(select max(id) from indemnity_case)"


def case(state: str, approved: str = "null") -> str:
    return f"""insert into indemnity_case (key, member_id, enrolment_id, policy_id, programme_id,
    place_code, event, happened_on, ended_on, total_fen, public_paid_fen, others_paid_fen,
    details_sealed, consent_on, state, since, round, outcome, agreed_fen, approved_fen, payee_id,
    payout, filed_at, made_by_id, is_demo)
    values (gen_random_uuid(), 1, 1, 1, 1, '130827100201', 'hospital', '2026-11-01', '2026-11-02',
    500, 0, 0, '', '2026-11-02', '{state}', now(), 1, 'pay', 500, {approved}, 1, 'YT1', now(),
    {PERSON}, false)"""


def stage(position: int, name: str, by: str = PERSON) -> str:
    return f"""insert into indemnity_stage (case_id, position, name, round, outcome, amount_fen,
    codes, figures, steps, note_sealed, by_id, at) values ({CASE_ID}, {position}, '{name}', 1, '',
    500, '[]', '{{}}', '[]', '', {by}, now())"""


BREAK = {
    ("indemnity", "chain"): (GUARDS_OFF, ENTRY),
    ("indemnity", "told"): (GUARDS_OFF, ENTRY),
    ("indemnity", "case_state"): (GUARDS_OFF, case("returned"), stage(1, "asked")),
    ("indemnity", "case_by_two"): (GUARDS_OFF, case("agreed"), stage(1, "assessed")),
    ("indemnity", "case_spent"): (GUARDS_OFF, case("approved", "500")),
    ("indemnity", "case_paid"): (GUARDS_OFF, case("paid", "500")),
}
