-- One row a county on a list that was last brought in on these days.
select
    listed.id::text as key,
    (list.at at time zone 'Asia/Shanghai')::date as "on",
    list.at,
    listed.code as place,
    null::bigint as person,
    '/channels/counties/' || list.id || '/' as evidence,
    list.level,
    list.id as county_list,
    listed.exit_year::bigint as exit_year,
    coalesce(who.is_demo, false) as is_demo
from channel_countylist list
join channel_listedcounty listed on listed.county_list_id = list.id
left join people_person who on who.id = list.by_id
where list.at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
    and list.at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
