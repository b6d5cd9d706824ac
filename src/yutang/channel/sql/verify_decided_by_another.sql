-- What was admitted or refused was decided by somebody who did not recommend it, with an answer to every question that all goods are asked; of admitted goods every answer is yes.
-- counts: channel_candidate
select
    c.id,
    c.state,
    c.decided_by_id,
    c.recommended_by_id,
    count(q.id) as asked,
    count(a.id) as answered
from channel_candidate c
join channel_recommendation r on r.id = c.recommendation_id
left join channel_question q on q.checklist_id = r.checklist_id and q.class_code = ''
left join channel_answer a on a.question_id = q.id and a.candidate_id = c.id
where c.state in ('admitted', 'refused')
group by c.id
having c.decided_by_id = c.recommended_by_id
    or (c.state = 'admitted' and count(a.id) <> count(q.id))
    or exists (
        select from channel_answer b
        where b.candidate_id = c.id
            and (b.by_id = c.recommended_by_id or (c.state = 'admitted' and not b.passed))
    )
