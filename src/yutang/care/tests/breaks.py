"""How each check on claims and reviews is broken, for `yutang verify`'s own test."""

GUARDS_OFF = "set local session_replication_role = replica"
A_CLAIM = (
    "insert into care_claim (key, order_id, buyer_id, producer_id, product_id, policy_id,"
    " place_code, kind, rule_fen, refund_fen, state, outcome, opened_at, promised_at, due_at,"
    " county_due_at, waybill) select gen_random_uuid(), o.id, o.buyer_id, p.producer_id, p.id,"
    " (select min(id) from care_policy), '13', 'late', 1, 0, 'asked', '', now(), now(), now(),"
    " now(), '' from trade_order o join trade_lot l on l.id = o.lot_id"
    " join goods_product p on p.id = l.product_id order by o.id limit 1"
)
A_REVIEW = (
    "insert into care_review (order_id, buyer_id, product_id, place_code, stars, text, at, answer,"
    " hidden_reason) select o.id, (select min(id) from people_person where id <> o.buyer_id),"
    " l.product_id, '13', 5, '', now(), '', '' from trade_order o join trade_lot l"
    " on l.id = o.lot_id order by o.id limit 1"
)
A_PROGRAMME = (
    "insert into programmes_programme (key, name, direction, place_code, aim, starts_on, ends_on,"
    " owner_id, state, made_at, made_by_id, is_demo) select gen_random_uuid(), 'x', 'health', '13',"
    " 'x', '2026-01-01', '2026-12-31', min(id), 'running', now(), min(id), false from people_person"
)
A_COMPLAINT = (
    "insert into care_complaint (id, key, programme_id, policy_id, place_code, kind, state,"
    " finding, opened_at, promised_at, due_at) select gen_random_uuid(), gen_random_uuid(),"
    " max(id), (select min(id) from care_policy), '13', 'programme.fee', 'county', '', now(),"
    " now(), now() from programmes_programme"
)
A_REMARK = (
    "insert into care_remark (complaint_id, at, side, by_id, step, text) select c.id, now(),"
    " 'county', p.owner_id, 'settle', 'x' from care_complaint c"
    " join programmes_programme p on p.id = c.programme_id"
)
BREAK = {
    ("care", "claim_refund"): (
        GUARDS_OFF,
        A_CLAIM,
        (
            "update care_claim set state = 'closed', outcome = 'refunded', refund_fen = 1,"
            " refunded_at = now(), closed_at = now(), due_at = null, county_due_at = null"
        ),
    ),
    ("care", "claim_hold"): (GUARDS_OFF, A_CLAIM),
    ("care", "claim_of_buyer"): (GUARDS_OFF, A_CLAIM, "update care_claim set buyer_id = -1"),
    ("care", "claim_thread"): (GUARDS_OFF, A_CLAIM),
    ("care", "complaint_not_runner"): (GUARDS_OFF, A_PROGRAMME, A_COMPLAINT, A_REMARK),
    ("care", "review_of_buyer"): (GUARDS_OFF, A_REVIEW),
}
