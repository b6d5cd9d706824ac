-- A viewing is of an account or a device, ends after it began, and stays no longer than that.
-- counts: live_viewing
-- Two gates may both have counted the stay of one viewer; a minute is stored late.
with gates as (
    select sale_id, count(distinct gate) as counted from live_onlinesample group by sale_id
)
select
    viewing.id as viewing, viewing.sale_id as sale, first_at, last_at, entries, stayed_s
from live_viewing viewing
left join gates on gates.sale_id = viewing.sale_id
where last_at < first_at
    or left(viewer, 2) not in ('p:', 'd:')
    or stayed_s > (extract(epoch from last_at - first_at) + 120) * greatest(gates.counted, 1)
