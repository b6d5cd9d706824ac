-- One row an insurance case filed on these days, and whether it was paid and is paid still
-- (indemnity/sql/paid_at.sql).
select
    c.id::text as key,
    (c.filed_at at time zone 'Asia/Shanghai')::date as "on",
    c.filed_at as at,
    c.place_code as place,
    coalesce(merged.stands, c.member_id) as person,
    '/insurance/cases/' || c.id || '/' as evidence,
    plan.kind as family,
    plan.id as insurance_plan,
    kind.slug as plan,
    c.programme_id as programme,
    c.event,
    c.total_fen as bill_fen,
    c.public_paid_fen as public_fen,
    c.others_paid_fen as others_fen,
    c.total_fen - c.public_paid_fen - c.others_paid_fen as own_fen,
    c.state,
    c.approved_fen,
    case when c.state = 'paid' then c.approved_fen else 0 end as paid_fen,
    case when c.state = 'paid' then (paid.at at time zone 'Asia/Shanghai')::date end as paid_on,
    case when c.state = 'paid' then
        floor(extract(epoch from paid.at - c.filed_at) / 86400)::bigint end as days,
    c.is_demo
from indemnity_case c
join insurance_policy policy on policy.id = c.policy_id
join insurance_plan plan on plan.id = policy.plan_id
join programmes_programme programme on programme.id = c.programme_id
left join programmes_kind kind on kind.id = programme.kind_id
left join facts_merged merged on merged.member_id = c.member_id
left join lateral (
    select s.at from indemnity_stage s where s.case_id = c.id and s.name = 'paid'
    order by s.position desc limit 1
) paid on true
where c.filed_at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
    and c.filed_at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
