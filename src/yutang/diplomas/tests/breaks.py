"""How each check on diplomas is broken, for `yutang verify`'s own test."""

GUARDS_OFF = "set local session_replication_role = replica"
A_DIPLOMA = (
    'insert into diplomas_diploma (number, holder_sealed, title_zh, title_en, hours, "on",'
    " place_code, programme, cause, key, issued_at, is_demo) values ('130827-2026-00002', 'x',"
    " '班', 'class', 1, '2026-11-20', '130827', '', 'x', '1', now(), false)"
)
REVOKED = (
    "insert into diplomas_revocation (diploma_id, reason, state, asked_at, asked_by_id,"
    " decided_at, decided_by_id) select d.id, 'why', 'confirmed', now(), p.id, now(), p.id"
    " from diplomas_diploma d, (select min(id) as id from people_person) p"
)
BREAK = {
    ("diplomas", "serial"): (GUARDS_OFF, A_DIPLOMA),
    ("diplomas", "signed"): (GUARDS_OFF, A_DIPLOMA),
    ("diplomas", "revoked_by_two"): (
        GUARDS_OFF,
        A_DIPLOMA,
        "alter table diplomas_revocation drop constraint diplomas_revocation_two",
        REVOKED,
    ),
}
