-- Who runs a programme never answers or settles a complaint about it that is not their own.
-- counts: care_complaint
select c.id as complaint, r.step, r.by_id as by_person
from care_complaint c
join programmes_programme p on p.id = c.programme_id
join care_remark r on r.complaint_id = c.id and r.by_id = p.owner_id
where c.person_id is distinct from p.owner_id
