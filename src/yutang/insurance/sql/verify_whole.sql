-- A roll that was enrolled enrolled everybody who could be, and one that was not enrolled nobody.
-- counts: insurance_roll
select r.id, r.state, r.can_enrol, count(e.id) as enrolled
from insurance_roll r
left join insurance_enrolment e on e.roll_id = r.id
group by r.id
having count(e.id) <> case when r.state = 'enrolled' then r.can_enrol else 0 end
