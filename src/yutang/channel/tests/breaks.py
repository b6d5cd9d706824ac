"""How each of this room's checks is broken (see cli/tests/test_verify.py)."""

GUARDS_OFF = "set local session_replication_role = replica"
A_CHANNEL = (
    "insert into channel_channel (name, name_en, owner, told, is_demo, made_at, made_by_id)"
    " select 'c', '', 'o', '', false, now(), min(id) from people_person"
)
A_CHECKLIST = (
    "insert into channel_checklist (channel_id, version, valid_from, source, is_verified, made_at,"
    " made_by_id) select id, 1, '2026-01-01', 's', false, now(), made_by_id from channel_channel"
)
A_QUESTION = (
    "insert into channel_question (checklist_id, position, kind, class_code, zh, en)"
    " select id, 1, 'person', '', 'q', '' from channel_checklist"
)
A_RECOMMENDATION = (
    "insert into channel_recommendation (channel_id, city_code, checklist_id, contact_sealed,"
    " contact_shown, made_at, made_by_id, sent_at)"
    " select channel_id, '1308', id, '', '', now(), made_by_id, now() from channel_checklist"
)
A_BATCH = (
    "insert into goods_batch (product_id, number, code, harvested_on, quantity_g, field_name,"
    " field_code, confirm_reason, recall_reason, created_at)"
    " select min(id), 'c', 'BREAKC', '2026-01-01', 1000, '', '', '', '', now() from goods_product"
)
AN_ADMITTED_GOOD = (
    "insert into channel_candidate (recommendation_id, channel_id, product_id, batch_id,"
    " county_code, supply_kg, price_fen, marks, state, recommended_by_id, decided_at,"
    " decided_by_id, reason)"
    " select r.id, r.channel_id, b.product_id, b.id, '130827', 1, 1, '', 'admitted', r.made_by_id,"
    " now(), (select max(id) from people_person), ''"
    " from channel_recommendation r, goods_batch b where b.code = 'BREAKC'"
)
A_GOOD = (
    GUARDS_OFF,
    A_CHANNEL,
    A_CHECKLIST,
    A_QUESTION,
    A_RECOMMENDATION,
    A_BATCH,
    AN_ADMITTED_GOOD,
)
BREAK = {
    ("channel", "decided_by_another"): A_GOOD,
    ("channel", "listing_steps"): (
        *A_GOOD,
        (
            "insert into channel_listing (candidate_id, channel_id, product_id, county_code, state)"
            " select id, channel_id, product_id, county_code, 'listed' from channel_candidate"
        ),
    ),
}
