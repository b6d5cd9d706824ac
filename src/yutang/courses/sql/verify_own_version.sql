-- What a learner finished, answered and handed in is of the version they began.
-- counts: courses_study
select s.id, s.version_id
from courses_study s
where exists (
        select from courses_lessondone d join courses_lesson l on l.id = d.lesson_id
        where d.study_id = s.id and l.version_id <> s.version_id
    )
    or exists (
        select from courses_submission h join courses_assignment a on a.id = h.assignment_id
        where h.study_id = s.id and a.version_id <> s.version_id
    )
    or exists (
        select from courses_attempt t join courses_examanswer e on e.attempt_id = t.id
        join courses_question q on q.id = e.question_id
        where t.study_id = s.id and q.version_id <> s.version_id
    )
