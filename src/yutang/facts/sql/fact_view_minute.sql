-- One row a minute on air of sales that went live on these days. A gate that counted twice within
-- 5 seconds is taken at its greater count, and the gates are added (insight/sql/facts_samples.sql).
select
    s.id || ':' || counted.minute as key,
    (s.live_at at time zone 'Asia/Shanghai')::date as "on",
    s.live_at + make_interval(mins => counted.minute::int) as at,
    county.place,
    null::bigint as person,
    '/live/' || s.id || '/results/' as evidence,
    s.id as sale,
    counted.minute,
    counted.online,
    counted.online_sum,
    counted.samples,
    s.is_demo
from live_sale s
cross join lateral (
    select
        case
            when count(distinct code) = 1 then min(code)
            when count(distinct left(code, 4)) = 1 then left(min(code), 4)
            when count(distinct left(code, 2)) = 1 then left(min(code), 2)
            else ''
        end as place
    from unnest(s.county_codes) as each (code)
) county
cross join lateral (
    select
        moment.minute,
        max(moment.online)::bigint as online,
        sum(moment.online)::bigint as online_sum,
        count(*) as samples
    from (
        select min(gates.minute) as minute, sum(gates.online) as online
        from (
            select
                floor(extract(epoch from at) / 5)::bigint as slot,
                min(floor(extract(epoch from at - s.live_at) / 60))::bigint as minute,
                max(online) as online
            from live_onlinesample
            where sale_id = s.id and at >= s.live_at and at <= coalesce(s.ended_at, 'infinity')
            group by 1, gate
        ) gates
        group by gates.slot
    ) moment
    group by moment.minute
) counted
where s.live_at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
    and s.live_at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
    and s.rehearses_id is null
