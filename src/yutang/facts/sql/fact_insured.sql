-- One row a person insured in a policy period that begins on these days, where they lived then
-- (insurance/sql/figures.sql).
select
    e.id::text as key,
    policy.from_on as "on",
    null::timestamptz as at,
    e.place_code as place,
    member.id as person,
    '/insurance/policies/' || policy.id || '/' as evidence,
    plan.kind as family,
    plan.id as insurance_plan,
    kind.slug as plan,
    plan.programme_id as programme,
    plan.insurer,
    policy.id as policy,
    policy.premium_fen::bigint as premium_fen,
    policy.to_on as until,
    nullif(member.gender, '') = 'f' as is_woman,
    plan.is_demo
from insurance_policy policy
join insurance_plan plan on plan.id = policy.plan_id
join programmes_programme programme on programme.id = plan.programme_id
left join programmes_kind kind on kind.id = programme.kind_id
join insurance_enrolment e on e.policy_id = policy.id
left join facts_merged merged on merged.member_id = e.member_id
join roster_member member on member.id = coalesce(merged.stands, e.member_id)
where policy.from_on >= %(since)s and policy.from_on < %(until)s
