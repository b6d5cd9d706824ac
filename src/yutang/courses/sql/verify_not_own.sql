-- Nobody marked their own work, or what they handed in; nobody annulled their own exam.
-- counts: courses_mark
select m.id, m.by_id
from courses_mark m
join courses_submission h on h.id = m.submission_id
join courses_study s on s.id = h.study_id
join roster_member r on r.id = s.member_id
where m.by_id in (h.by_id, r.account_id)
union all
select t.id, t.annulled_by_id
from courses_attempt t
join courses_study s on s.id = t.study_id
join roster_member r on r.id = s.member_id
where t.annulled_by_id in (t.began_by_id, r.account_id)
