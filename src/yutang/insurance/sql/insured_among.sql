-- Who of these persons is insured in a policy period, or in another one of the same kind of plan
-- that has days in common with it.
select e.member_id, e.policy_id = %(policy)s
from insurance_enrolment e
join insurance_policy p on p.id = e.policy_id
join insurance_plan n on n.id = p.plan_id
where e.member_id = any(%(ids)s::bigint[])
    and n.kind = %(kind)s and p.from_on <= %(to_on)s and p.to_on >= %(from_on)s
