-- Who completed a class was given one diploma for it, and nobody else was.
-- counts: training_enrolment
select e.id, e.state, count(d.id) as diplomas
from training_enrolment e
left join diplomas_diploma d on d.cause = 'training.class'
    and d.key = e.cohort_id::text || ':' || e.id::text
group by e.id
having count(d.id) <> (case when e.state = 'completed' then 1 else 0 end)
