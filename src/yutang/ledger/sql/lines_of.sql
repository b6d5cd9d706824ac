-- What was written for a cause: its transaction and lines.
select t.id, a.kind, a.owner, e.amount_fen
from ledger_transaction t
join ledger_entry e on e.transaction_id = t.id
join ledger_account a on a.id = e.account_id
where t.cause = %(cause)s and t.cause_key = %(key)s
order by e.line
