-- Nobody is insured twice for the same days by plans of one kind, merged persons left aside.
-- counts: insurance_enrolment
select e.member_id, n.kind, min(p.id) as policy, max(p.id) as other
from insurance_enrolment e
join insurance_policy p on p.id = e.policy_id
join insurance_plan n on n.id = p.plan_id
where exists (
    select from insurance_enrolment f
    join insurance_policy q on q.id = f.policy_id
    join insurance_plan m on m.id = q.plan_id
    where f.member_id = e.member_id and f.id <> e.id and m.kind = n.kind
        and q.from_on <= p.to_on and q.to_on >= p.from_on
)
group by e.member_id, n.kind
