"""How each invariant of this room is broken, for `cli/tests/test_verify.py`."""

_GUARDS_OFF = "set local session_replication_role = replica"
_ATTEMPT = """insert into money_attempt (order_id, provider, kind, out_trade_no, amount_fen,
    freight_fen, state, opened_at, until, link, transaction_no, paid_at, ask_at, asked)
select order_id, 'wechat', 'code', 'YT1', amount_fen, 0, 'paid', now(), now(), '', '', now(), now(),
    0
from money_payment where method = 'test' limit 1"""

BREAK = {
    ("money", "refund_sums"): (
        _GUARDS_OFF,
        "update money_refund set amount_fen = amount_fen + 1",
    ),
    ("money", "attempt_paid"): (_ATTEMPT,),
    ("money", "payment_posted"): (_GUARDS_OFF, "update ledger_entry set amount_fen = -amount_fen"),
    ("money", "refund_posted"): (
        _GUARDS_OFF,
        "update money_refund set state = 'asked', done_at = null",
    ),
}
