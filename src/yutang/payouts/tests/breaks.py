"""How each of this room's invariants is broken, so that `yutang verify` is seen to find it."""

GUARDS_OFF = "set local session_replication_role = replica"
PERSON = "(select min(id) from people_person)"
OTHER = "(select max(id) from people_person)"
PAYEE = (
    "insert into shares_payee (kind, name, place_code) values ('organisation', '农资站', '130827')"
)
PAYEE_ID = "(select max(id) from shares_payee)"
PROFILE = """insert into payouts_bankprofile (name, form, encoding, sent_columns, reply_columns,
paid_words, returned_words, note) values ('a', 'csv', 'utf-8', '', '', '', '', '')"""


def run(state: str, approved_by: str = OTHER) -> str:
    return f"""insert into payouts_run (place_code, profile_id, least_fen, state, made_by_id,
    made_at, approved_by_id, approved_at, dropped_reason)
    select '130827', max(id), 1, '{state}', {PERSON}, now(), {approved_by}, now(), ''
    from payouts_bankprofile"""


def payout(state: str, kind: str = "balance", gross: int = 500) -> str:
    advance = "(select max(id) from payouts_advance)" if kind == "advance" else "null"
    return f"""insert into payouts_payout (run_id, position, reference, kind, payee_id, account_id,
    advance_id, gross_fen, repaid_fen, amount_fen, state, counted_at, serial, keeps_repayment)
    select max(id), 1, 'YT1', '{kind}', {PAYEE_ID}, 1, {advance}, {gross}, 0, {gross}, '{state}',
    now(), '', false from payouts_run"""


def advance(state: str) -> str:
    return f"""insert into payouts_advance (payee_id, amount_fen, purpose, asked_by_id, asked_at,
    rule_version, figures, repay_percent, state, agreed_first_id, agreed_second_id, answer)
    values ({PAYEE_ID}, 500, '', {PERSON}, now(), 1, '{{}}', 30, '{state}', {OTHER},
    {PERSON}, '')"""


def booked(fen: int, cause: str = "payout", kind: str = "payable") -> tuple[str, ...]:
    return (
        f"""insert into ledger_account (kind, owner)
        values ('{kind}', 'payee:' || {PAYEE_ID}), ('transit', '')
        on conflict do nothing""",
        f"""insert into ledger_transaction (cause, cause_key, at, note)
        values ('{cause}', 'YT1', now(), '')""",
        f"""insert into ledger_entry (transaction_id, line, account_id, amount_fen)
        select (select max(id) from ledger_transaction), 1, id, {fen} from ledger_account
        where kind = '{kind}' and owner = 'payee:' || {PAYEE_ID}""",
    )


STAGE = (GUARDS_OFF, PAYEE, PROFILE)
NO_CHECKS = (
    "alter table payouts_run drop constraint payouts_run_by_two",
    "alter table payouts_run drop constraint payouts_run_approved",
    "alter table payouts_advance drop constraint payouts_advance_by_two",
    "alter table payouts_advance drop constraint payouts_advance_not_by_the_asker",
)
BREAK = {
    ("payouts", "payout_booked"): (*STAGE, run("approved"), payout("open")),
    ("payouts", "payout_amount"): (*STAGE, run("approved"), payout("open"), *booked(499)),
    ("payouts", "payout_covered"): (*STAGE, run("approved"), payout("open"), *booked(500)),
    ("payouts", "run_by_two"): (*STAGE, *NO_CHECKS, run("approved", PERSON)),
    ("payouts", "run_done"): (*STAGE, run("done"), payout("open")),
    ("payouts", "advance_balance"): (
        *STAGE,
        *NO_CHECKS,
        advance("repaid"),
        *booked(500, "advance", "advance"),
    ),
    ("payouts", "advance_by_two"): (*STAGE, *NO_CHECKS, advance("given")),
    ("payouts", "reply_lines"): (
        *STAGE,
        run("sent"),
        payout("open"),
        f"""insert into payouts_reply (run_id, digest, name, by_id, at, confirmed_by_id,
        confirmed_at)
        select max(id), 'x', 'a', {PERSON}, now(), {PERSON}, now() from payouts_run""",
        """insert into payouts_replyline (reply_id, line, reference, amount_fen, tail, outcome,
        said, serial, finding, payout_id, resolution, note)
        select max(id), 1, 'YT1', 500, '', 'paid', '', '', 'paid',
        (select max(id) from payouts_payout), '', '' from payouts_reply""",
    ),
}
