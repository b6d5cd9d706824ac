-- Make sure that these producers can be paid.
insert into shares_payee (kind, producer_id, name, place_code)
select 'producer', asked.id, '', ''
from unnest(%(producers)s::bigint[]) as asked (id)
where not exists (select from shares_payee known where known.producer_id = asked.id)
on conflict (producer_id) do nothing
returning id
