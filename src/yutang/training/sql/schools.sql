-- Schools of these places with a session of the Qingcheng plan that somebody attended.
-- Parameters: codes, since, until.
select asked.code, count(distinct c.school_id)
from unnest(%(codes)s::text[]) as asked (code)
join training_cohort c on starts_with(c.place_code, asked.code) and c.kind = 'qingcheng'
join training_session s on s.cohort_id = c.id and s.cancelled_at is null
    and s.starts_at >= %(since)s and s.starts_at < %(until)s
where exists (
    select from training_attendance a where a.session_id = s.id and a.state = 'present'
)
group by 1
having count(distinct c.school_id) > 0
