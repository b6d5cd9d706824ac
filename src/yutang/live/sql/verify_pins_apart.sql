-- A sale explains one lot at a time: its pins do not overlap, and none ends before it begins.
-- counts: live_pin
with ordered as (
    select
        id, sale_id, at, until,
        lag(id) over (partition by sale_id order by at, id) as before_id,
        lag(coalesce(until, 'infinity')) over (partition by sale_id order by at, id) as before_until
    from live_pin
)
select sale_id as sale, id as pin, at, until, before_id as pin_before, before_until
from ordered
where until < at or before_until > at
