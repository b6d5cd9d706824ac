-- What a programme has by its grants and spendings is what its account in the ledger holds.
-- counts: programmes_programme
with held as (
    select substr(a.owner, 11)::bigint as programme, -sum(e.amount_fen) as fen
    from ledger_account a join ledger_entry e on e.account_id = a.id
    where a.kind = 'programme' group by a.owner
)
select coalesce(p.id, held.programme) as programme, programmes_programme_has(p.id) as rows_fen,
    coalesce(held.fen, 0) as ledger_fen
from programmes_programme p
full join held on held.programme = p.id
where p.id is null or programmes_programme_has(p.id) <> coalesce(held.fen, 0)
