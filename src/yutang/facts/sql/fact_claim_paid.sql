-- One row an insurance case whose money arrived on these days and stayed (indemnity/sql/paid_at.sql).
select
    c.id::text as key,
    (paid.at at time zone 'Asia/Shanghai')::date as "on",
    paid.at,
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
    c.approved_fen as paid_fen,
    floor(extract(epoch from paid.at - c.filed_at) / 86400)::bigint as days,
    c.is_demo
from indemnity_stage paid
join indemnity_case c on c.id = paid.case_id and c.state = 'paid'
join insurance_policy policy on policy.id = c.policy_id
join insurance_plan plan on plan.id = policy.plan_id
join programmes_programme programme on programme.id = c.programme_id
left join programmes_kind kind on kind.id = programme.kind_id
left join facts_merged merged on merged.member_id = c.member_id
where paid.name = 'paid'
    and paid.at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
    and paid.at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
    and not exists (
        select from indemnity_stage later
        where later.case_id = c.id and later.name = 'paid' and later.position > paid.position
    )
