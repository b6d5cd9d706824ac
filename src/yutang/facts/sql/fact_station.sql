-- One row a station registered on these days, with what it did so far.
select
    s.id::text as key,
    (s.made_at at time zone 'Asia/Shanghai')::date as "on",
    s.made_at as at,
    s.place_code as place,
    null::bigint as person,
    '/stations/' || s.id || '/' as evidence,
    s.id as station,
    s.kind,
    (s.closed_at at time zone 'Asia/Shanghai')::date as until,
    exists (
        select from honours_honour h
        join honours_application a on a.id = h.application_id
        where a.station_id = s.id and h.kind = 'brand_station' and h.state in ('valid', 'warned')
    ) as is_brand,
    (
        select count(*) from stations_pickup p
        where p.station_id = s.id and p.handed_at is not null
    ) as parcels,
    (
        select count(*) from stations_countersale c
        join stations_shelf shelf on shelf.id = c.shelf_id
        where shelf.station_id = s.id
    ) as counter_sales,
    coalesce(who.is_demo, false) as is_demo
from stations_station s
left join people_person who on who.id = s.made_by_id
where s.made_at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
    and s.made_at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
