"""How each check on report cards is broken, for `yutang verify`'s own test."""

GUARDS_OFF = "set local session_replication_role = replica"
A_CARD = "insert into reports_card (place_code, year) values ('130827', 2019)"
A_VERSION = (
    "insert into reports_cardversion (card_id, number, reason, state, since, made_at, made_by_id)"
    " select max(id), 1, '', 'locked', now(), now(), 1 from reports_card"
)
HANDED_IN = (
    "insert into reports_submission (version_id, number, manifest, through, digest, is_demo, at,"
    " by_id) select max(id), 1, 999999, '2019-12-31', 'x', false, now(), 1 from reports_cardversion"
)
A_VALUE = (
    "insert into reports_frozenvalue (submission_id, line, indicator, why_none, numerator, rows,"
    " reporters, trend, threshold, status) select max(id), 1, 'insurance.persons', 'few', 3, 3,"
    " '', '', '', 'not_known' from reports_submission"
)
LOCKED = (GUARDS_OFF, A_CARD, A_VERSION, HANDED_IN)
BREAK = {
    ("reports", "locked"): LOCKED,
    ("reports", "pinned"): LOCKED,
    ("reports", "digest"): LOCKED,
    ("reports", "few"): (*LOCKED, A_VALUE),
}
