-- What the lines of such a stretch sum to before one of them, in fen.
select coalesce(sum(e.amount_fen), 0)::bigint
from ledger_entry e
join ledger_transaction t on t.id = e.transaction_id
where e.account_id = (
        select id from ledger_account where kind = %(kind)s and owner = %(owner)s
    )
    and e.transaction_id between %(first)s and %(until)s
    and (e.transaction_id, e.line) < (%(until)s, %(line)s)
    and t.at >= %(start)s and t.at < %(end)s
