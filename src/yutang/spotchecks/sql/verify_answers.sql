-- Who answered has one coded answer to every question of the sample; nobody else has any.
-- counts: spotchecks_attempt
select a.id as attempt, a.result
from spotchecks_attempt a
join spotchecks_drawn d on d.id = a.drawn_id
where (
        select count(*) from spotchecks_answer w
        join spotchecks_question q on q.id = w.question_id
        where w.attempt_id = a.id and q.sample_id = d.sample_id
            and exists (
                select from jsonb_array_elements(q.answers) as choice where choice ->> 0 = w.code
            )
    ) is distinct from case
        when a.result = 'answered' then (
            select count(*) from spotchecks_question q where q.sample_id = d.sample_id
        ) else 0 end
