-- One row a host's diploma given on these days.
select
    p.id::text as key,
    (p.certified_at at time zone 'Asia/Shanghai')::date as "on",
    p.certified_at as at,
    p.place_code as place,
    member.id as person,
    '/hosts/paths/' || p.id || '/' as evidence,
    p.state,
    case when p.state = 'left' then (p.since at time zone 'Asia/Shanghai')::date end as until,
    p.cohort_id as class,
    extract(epoch from p.first_sale_at - p.certified_at)::float8 / 86400 as first_sale_days,
    (p.last_show_at at time zone 'Asia/Shanghai')::date as last_show,
    nullif(member.gender, '') = 'f' as is_woman,
    left(p.place_code, 6) as home,
    p.is_demo
from hosts_path p
left join facts_merged merged on merged.member_id = p.member_id
join roster_member member on member.id = coalesce(merged.stands, p.member_id)
where p.certified_at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
    and p.certified_at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
