-- What moved on all accounts of each kind: entries, debits, credits in fen.
select a.kind, count(e.line),
    coalesce(sum(e.amount_fen) filter (where e.amount_fen > 0), 0)::bigint,
    coalesce(-sum(e.amount_fen) filter (where e.amount_fen < 0), 0)::bigint
from ledger_account a
left join ledger_entry e on e.account_id = a.id
group by a.kind
