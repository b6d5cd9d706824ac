"""How each check on programmes' money is broken, for `yutang verify`'s own test."""

GUARDS_OFF = "set local session_replication_role = replica"
A_PROGRAMME = (
    "insert into programmes_programme (key, name, direction, place_code, aim, starts_on, ends_on,"
    " owner_id, state, made_at, made_by_id, is_demo) select gen_random_uuid(), 'x', 'health', '13',"
    " 'x', '2026-01-01', '2026-12-31', min(id), 'running', now(), min(id), false from people_person"
)
A_FUND = (
    "insert into programmes_fund (key, name, direction, place_code, aim, made_at, made_by_id,"
    " is_demo) select gen_random_uuid(), 'x', 'health', '13', 'x', now(), min(id), false"
    " from people_person"
)
A_GRANT = (
    "insert into programmes_grant (key, amount_fen, noted_at, noted_by_id, state, decided_at,"
    " decided_by_id, reason, fund_id, programme_id, is_back, words) select gen_random_uuid(), 5,"
    " now(), made_by_id, 'confirmed', now(), {by}, '',"
    " (select max(id) from programmes_fund), id, false, 'x' from programmes_programme"
    " order by id desc limit 1"
)
BY_ANOTHER = "(select max(id) from people_person)"
A_SPENDING = (
    "insert into programmes_spending (programme_id, purpose, amount_fen, owner, cause, key, about,"
    " at) select max(id), 'wage', 5, 'payee:1', 'broken', 'broken', 'x', now()"
    " from programmes_programme"
)
BREAK = {
    ("programmes", "fund_ledger"): (
        GUARDS_OFF,
        A_PROGRAMME,
        A_FUND,
        A_GRANT.format(by=BY_ANOTHER),
    ),
    ("programmes", "programme_ledger"): (GUARDS_OFF, A_PROGRAMME, A_SPENDING),
    ("programmes", "spending_posted"): (GUARDS_OFF, A_PROGRAMME, A_SPENDING),
    ("programmes", "covered"): (GUARDS_OFF, A_PROGRAMME, A_SPENDING),
    ("programmes", "fund_covered"): (
        GUARDS_OFF,
        A_PROGRAMME,
        A_FUND,
        A_GRANT.format(by=BY_ANOTHER),
    ),
    ("programmes", "two_hands"): (
        GUARDS_OFF,
        "alter table programmes_grant drop constraint programmes_grant_two_hands",
        A_PROGRAMME,
        A_FUND,
        A_GRANT.format(by="made_by_id"),
    ),
}
