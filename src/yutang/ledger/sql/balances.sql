-- What each owner's account of a kind stands at: debits less credits, in fen.
select a.owner, coalesce(sum(e.amount_fen), 0)::bigint
from ledger_account a
left join ledger_entry e on e.account_id = a.id
where a.kind = %(kind)s
    and (%(owners)s::text[] is null or a.owner = any(%(owners)s::text[]))
group by a.owner
