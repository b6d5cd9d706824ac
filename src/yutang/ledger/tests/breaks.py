"""How each of this room's invariants is broken, so that `yutang verify` is seen to find it."""

GUARDS_OFF = "set local session_replication_role = replica"
ACCOUNT = (
    "insert into ledger_account (kind, owner) values ('correction', 'broken')"
    " on conflict do nothing"
)
TRANSACTION = (
    "insert into ledger_transaction (cause, cause_key, at, note)"
    " values ('correction', 'broken', '2020-01-15', '')"
)
ENTRY = """insert into ledger_entry (transaction_id, line, account_id, amount_fen)
select (select max(id) from ledger_transaction), {line}, {account}, {fen}"""
KNOWN = "(select max(id) from ledger_account)"
BREAK = {
    ("ledger", "transaction_sums"): (
        GUARDS_OFF,
        ACCOUNT,
        TRANSACTION,
        ENTRY.format(line=1, account=KNOWN, fen=5),
        ENTRY.format(line=2, account=KNOWN, fen=-4),
    ),
    ("ledger", "entry_known"): (
        GUARDS_OFF,
        TRANSACTION,
        ENTRY.format(line=1, account=-1, fen=5),
    ),
    ("ledger", "cause_known"): (
        "alter table ledger_transaction drop constraint ledger_transaction_cause",
        GUARDS_OFF,
        TRANSACTION.replace("'correction'", "'gift'"),
    ),
    ("ledger", "period_kept"): (
        GUARDS_OFF,
        (
            "insert into ledger_period (month, closed_at, transactions, debit_fen)"
            " values ('2020-01-01', now(), 0, 0)"
        ),
        TRANSACTION,
    ),
}
