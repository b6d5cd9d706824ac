-- What each of these versions consists of: lessons, assignments, whether there is an exam.
select v.id,
    (select count(*) from courses_lesson l where l.version_id = v.id),
    (select count(*) from courses_assignment a where a.version_id = v.id),
    v.exam_questions > 0
from courses_courseversion v
where v.id = any(%(ids)s)
