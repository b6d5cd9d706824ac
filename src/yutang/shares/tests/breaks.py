"""How each of this room's invariants is broken, so that `yutang verify` is seen to find it."""

GUARDS_OFF = "set local session_replication_role = replica"
ORDER = "(select min(id::text)::uuid from trade_order)"
PAYEE = (
    "insert into shares_payee (kind, name, place_code) values ('organisation', '农资站', '130827')"
)
SETTLED = (
    "insert into shares_settlement (order_id, due_at, held_why, settled_at)"
    f" values ({ORDER}, now(), '', now())"
)
SHARE = f"""insert into shares_share (order_id, kind, payee_id, amount_fen, at, refund_key)
select {ORDER}, 'farmer', max(id), 5, now(), '' from shares_payee"""
POSTED = (
    "insert into ledger_account (kind, owner) values ('escrow', '') on conflict do nothing",
    (
        "insert into ledger_transaction (cause, cause_key, at, note, order_id)"
        f" values ('settlement', 'broken', now(), '', {ORDER})"
    ),
)
BREAK = {
    ("shares", "order_sums"): (GUARDS_OFF, PAYEE, SETTLED, SHARE),
    ("shares", "order_posted"): (GUARDS_OFF, PAYEE, SHARE),
    ("shares", "settled_once"): (GUARDS_OFF, *POSTED),
    ("shares", "lot_shares"): (
        GUARDS_OFF,
        (
            "insert into shares_lotshare (lot_id, kind, planned_fen, settled_fen)"
            " select min(id), 'farmer', 5, 5 from trade_lot"
        ),
    ),
    ("shares", "split_agreed"): (
        GUARDS_OFF,
        PAYEE,
        (
            "insert into shares_split (lot_id, place_code, version, made_at, farmer_id, agreed_at)"
            " select min(trade_lot.id), '', 1, now(), max(shares_payee.id), now()"
            " from trade_lot, shares_payee"
        ),
    ),
}
