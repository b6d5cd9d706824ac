-- One row a programme that begins on these days, with its money so far.
select
    p.id::text as key,
    p.starts_on as "on",
    p.made_at as at,
    p.place_code as place,
    null::bigint as person,
    '/programmes/' || p.id || '/' as evidence,
    p.id as programme,
    kind.slug as plan,
    p.direction,
    scheme.slug as scheme,
    p.state,
    case when p.state = 'closed' then (p.closed_at at time zone 'Asia/Shanghai')::date
        else p.ends_on end as until,
    owner.is_active as has_responsible,
    (
        select coalesce(sum(newest.amount_fen), 0)::bigint
        from (
            select distinct on (l.purpose) l.amount_fen from programmes_budgetline l
            where l.programme_id = p.id order by l.purpose, l.id desc
        ) newest
    ) as planned_fen,
    (
        select coalesce(sum(case when g.is_back then -g.amount_fen else g.amount_fen end), 0)::bigint
        from programmes_grant g where g.programme_id = p.id and g.state = 'confirmed'
    ) as arrived_fen,
    (
        select coalesce(sum(s.amount_fen), 0)::bigint
        from programmes_spending s where s.programme_id = p.id
    ) as spent_fen,
    p.is_demo
from programmes_programme p
join people_person owner on owner.id = p.owner_id
left join programmes_kind kind on kind.id = p.kind_id
left join programmes_scheme scheme on scheme.id = p.scheme_id
where p.starts_on >= %(since)s and p.starts_on < %(until)s
