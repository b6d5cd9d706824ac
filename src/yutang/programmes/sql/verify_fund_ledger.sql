-- What a fund has by its donations and grants is what its account in the ledger holds.
-- counts: programmes_fund
with held as (
    select substr(a.owner, 6)::bigint as fund, -sum(e.amount_fen) as fen
    from ledger_account a join ledger_entry e on e.account_id = a.id
    where a.kind = 'fund' group by a.owner
)
select coalesce(f.id, held.fund) as fund, programmes_fund_has(f.id) as rows_fen,
    coalesce(held.fen, 0) as ledger_fen
from programmes_fund f
full join held on held.fund = f.id
where f.id is null or programmes_fund_has(f.id) <> coalesce(held.fen, 0)
