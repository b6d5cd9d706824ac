-- One row a host's month, as hosts counted it; the income aimed at is the rule's of the nearest place
-- in force on the month's first day.
select
    m.id::text as key,
    m.month as "on",
    null::timestamptz as at,
    p.place_code as place,
    member.id as person,
    '/hosts/paths/' || p.id || '/months/' || to_char(m.month, 'YYYY-MM') || '/' as evidence,
    m.shows::bigint as shows,
    m.live_s::bigint as live_s,
    m.viewers::bigint as viewers,
    m.entries::bigint as entries,
    m.orders::bigint as orders,
    m.paid_fen,
    m.refunded_fen,
    m.own_fen,
    m.others_fen,
    m.host_fen,
    m.farmer_fen,
    m.net_fen,
    rule.target_fen,
    m.net_fen > rule.target_fen as is_above,
    m.counted_at >= (m.month + interval '1 month') at time zone 'Asia/Shanghai' as is_full,
    nullif(member.gender, '') = 'f' as is_woman,
    p.is_demo
from hosts_month m
join hosts_path p on p.id = m.path_id
left join facts_merged merged on merged.member_id = p.member_id
join roster_member member on member.id = coalesce(merged.stands, p.member_id)
left join lateral (
    select r.target_fen
    from hosts_rule r
    where starts_with(left(p.place_code, 6), r.place_code)
        and r.valid_from <= m.month and (r.valid_to is null or r.valid_to >= m.month)
    order by length(r.place_code) desc, r.valid_from desc
    limit 1
) rule on true
where m.month >= %(since)s and m.month < %(until)s
