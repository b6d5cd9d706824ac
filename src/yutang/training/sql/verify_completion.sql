-- Who completed a class meets its rule by the numbers kept beside the judgement, and those numbers
-- are no more than what the sessions still show. Who is judged to have passed has completed it.
-- counts: training_judgement
with passed as (
    select
        j.id,
        e.id as enrolment_id,
        e.state,
        r.attendance_percent,
        r.needs_exam,
        r.needs_assignments,
        r.practices,
        (j.inputs ->> 'sessions')::int as sessions,
        (j.inputs ->> 'attended')::int as attended,
        (j.inputs ->> 'exam_passed')::boolean as exam_passed,
        (j.inputs ->> 'assignments')::int as assignments,
        (j.inputs ->> 'assignments_passed')::int as assignments_passed,
        (j.inputs ->> 'practices')::int as practised
    from training_judgement j
    join training_enrolment e on e.id = j.enrolment_id
    join training_cohort c on c.id = e.cohort_id
    join training_rule r on r.id = c.rule_id
    where j.is_passed
)
select p.id, p.enrolment_id, p.state
from passed p
where p.state <> 'completed'
    or p.attended = 0
    or p.attended * 100 < p.attendance_percent * p.sessions
    or (p.needs_exam and p.exam_passed is not true)
    or (p.needs_assignments and coalesce(p.assignments_passed < p.assignments, true))
    or p.practised < p.practices
    or p.attended > (
        select count(*) from training_attendance a
        where a.enrolment_id = p.enrolment_id and a.state = 'present'
    )
union all
select null, e.id, e.state
from training_enrolment e
where e.state = 'completed'
    and not exists (
        select from training_judgement j where j.enrolment_id = e.id and j.is_passed
    )
