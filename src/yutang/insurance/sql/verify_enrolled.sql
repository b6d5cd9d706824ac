-- Every enrolment is of a policy period there is, by a roll of that period that was enrolled.
-- counts: insurance_enrolment
select e.id, e.policy_id, e.roll_id
from insurance_enrolment e
left join insurance_policy p on p.id = e.policy_id
left join insurance_roll r on r.id = e.roll_id and r.policy_id = e.policy_id
where p.id is null or r.state is distinct from 'enrolled'
