"""How each check on hosts is broken, for `yutang verify`'s own test."""

GUARDS_OFF = "set local session_replication_role = replica"
A_PATH = (
    "insert into hosts_path (member_id, place_code, goods, words, state, since, key, made_at,"
    " made_by_id, certified_at, is_demo) select 0, '130827100201', 'x', '', 'admitted', now(),"
    " gen_random_uuid(), now(), min(id), now(), false from people_person"
)
A_MEMBER = (
    "insert into roster_member (id, name_sealed, name_digest, name_masked, gender, place_code,"
    " id_tail, mobile_tail, bank_tail, account_id, is_demo, made_at) select 0, '', '', 'x*', '',"
    " '130827100201', '', '', '', min(id), false, now() from people_person"
)
STEPS = (
    "insert into hosts_step (path_id, number, what, at, by_id, reason, words)"
    " select p.id, s.number, s.what, now(), p.made_by_id, '', '' from hosts_path p,"
    " (values (1, 'apply'), (2, 'admit')) as s (number, what)"
)
A_MONTH = (
    "insert into hosts_month (path_id, month, shows, live_s, viewers, entries, orders, paid_fen,"
    " refunded_fen, own_fen, others_fen, host_fen, farmer_fen, other_fen, counted_at, ledger_id)"
    " select max(id), date '{day}', 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, now(), 0 from hosts_path"
)
BREAK = {
    ("hosts", "path_steps"): (GUARDS_OFF, A_PATH),
    ("hosts", "checked"): (GUARDS_OFF, A_MEMBER, A_PATH, STEPS),
    ("hosts", "month_once"): (GUARDS_OFF, A_PATH, A_MONTH.format(day="2026-11-02")),
    ("hosts", "month_net"): (GUARDS_OFF, A_MEMBER, A_PATH, A_MONTH.format(day="2026-11-01")),
}
