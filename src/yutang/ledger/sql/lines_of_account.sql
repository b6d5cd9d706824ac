-- A stretch of an account's lines, the earliest first, with their causes: so many after those
-- that are passed over.
select e.transaction_id, e.line, t.at, t.cause, t.cause_key, t.order_id, t.note, e.amount_fen
from ledger_entry e
join ledger_transaction t on t.id = e.transaction_id
where e.account_id = (
        select id from ledger_account where kind = %(kind)s and owner = %(owner)s
    )
    and e.transaction_id between %(first)s and %(last)s
    and t.at >= %(start)s and t.at < %(end)s
order by e.transaction_id, e.line
limit %(most)s offset %(passed)s
