-- What these hosts showed: the sales that went live from `since` to before `until`, the seconds on
-- the air (pauses left out), different viewers (UV) and entries (PV). Rehearsals are in no figure.
with shows as (
    select id, host_id from live_sale
    where host_id = any(%(hosts)s::bigint[]) and rehearses_id is null
        and live_at >= %(since)s and live_at < %(until)s
), runs as (
    select sale_id, to_state, at, lead(at, 1, %(now)s) over (partition by sale_id order by id) as ends
    from live_statechange
    where sale_id in (select id from shows)
), air as (
    select sale_id, sum(extract(epoch from greatest(ends - at, interval '0'))) as s
    from runs
    where to_state = 'live'
    group by sale_id
), seen as (
    select host_id, count(distinct viewer) as viewers, sum(entries) as entries
    from shows join live_viewing on sale_id = shows.id
    group by host_id
)
select shows.host_id, count(*)::int, coalesce(sum(air.s), 0)::int,
    coalesce(max(seen.viewers), 0)::int, coalesce(max(seen.entries), 0)::int
from shows
left join air on air.sale_id = shows.id
left join seen on seen.host_id = shows.host_id
group by shows.host_id
