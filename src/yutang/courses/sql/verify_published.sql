-- What is or was offered has what it needs: lessons, and enough questions for its exam.
-- counts: courses_courseversion
select v.id, v.state
from courses_courseversion v
where v.state <> 'draft'
    and (
        not exists (select from courses_lesson l where l.version_id = v.id)
        or v.exam_questions > (
            select count(*) from courses_question q where q.version_id = v.id and q.in_exam
        )
    )
