-- What of each of these studies is done: lessons finished, assignments whose newest mark of any
-- version reaches its points, whether an exam that stands was passed.
select s.id,
    (select count(*) from courses_lessondone d where d.study_id = s.id),
    (
        select count(distinct a.id)
        from courses_submission h
        join courses_assignment a on a.id = h.assignment_id
        cross join lateral (
            select m.total from courses_mark m where m.submission_id = h.id order by m.id desc limit 1
        ) newest
        where h.study_id = s.id and newest.total >= a.pass_points
    ),
    exists (
        select from courses_attempt t
        where t.study_id = s.id and t.is_passed and t.annulled_at is null
    )
from courses_study s
where s.id = any(%(ids)s)
