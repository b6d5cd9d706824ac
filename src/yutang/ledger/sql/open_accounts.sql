-- Make sure that these accounts are there.
insert into ledger_account (kind, owner)
select distinct kind, owner
from unnest(%(kinds)s::text[], %(owners)s::text[]) as asked (kind, owner)
where not exists (
    select from ledger_account known where known.kind = asked.kind and known.owner = asked.owner
)
order by kind, owner
on conflict (kind, owner) do nothing
returning id
