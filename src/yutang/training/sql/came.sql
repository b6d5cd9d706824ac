-- Who was at sessions of classes in these places, how often: one row a place, person and way.
-- An attendance that waits for the teacher does not count yet. Parameters: codes, since, until.
select
    asked.code,
    e.member_id,
    e.gender = 'f' as is_woman,
    e.joins_as,
    c.kind = 'qingcheng' as is_qingcheng,
    count(*) as times
from unnest(%(codes)s::text[]) as asked (code)
join training_cohort c on starts_with(c.place_code, asked.code)
join training_session s on s.cohort_id = c.id and s.cancelled_at is null
    and s.starts_at >= %(since)s and s.starts_at < %(until)s
join training_attendance a on a.session_id = s.id and a.state = 'present'
join training_enrolment e on e.id = a.enrolment_id
group by 1, 2, 3, 4, 5
