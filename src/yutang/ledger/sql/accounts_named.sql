-- These accounts' ids, beside their kinds and owners.
select known.kind, known.owner, known.id
from (
    select distinct kind, owner
    from unnest(%(kinds)s::text[], %(owners)s::text[]) as named (kind, owner)
) asked
join ledger_account known on known.kind = asked.kind and known.owner = asked.owner
