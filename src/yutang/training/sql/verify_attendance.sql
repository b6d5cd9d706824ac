-- Nobody attends a class that they are not in, nor a session that is off; each attendance stands as
-- the last of its acts left it, and was taken within the hours of its session when it was scanned.
-- counts: training_attendance
select a.id, a.state, last.act, s.cancelled_at, e.state as enrolment
from training_attendance a
join training_session s on s.id = a.session_id
join training_enrolment e on e.id = a.enrolment_id
left join lateral (
    select x.act from training_attendanceact x where x.attendance_id = a.id order by x.id desc limit 1
) last on true
where e.cohort_id <> s.cohort_id
    or s.cancelled_at is not null
    or a.state is distinct from case last.act
        when 'mark' then 'present' when 'confirm' then 'present'
        when 'late' then 'late' when 'undo' then 'undone' end
    or (a.state = 'present' and e.state in ('asked', 'waiting', 'refused', 'admitted'))
    or (
        a.how in ('qr', 'code')
        and a.at not between s.starts_at - interval '30 minutes'
            and s.ends_at + interval '30 minutes'
    )
