-- Every session names who teaches it; of a dual-teacher course both, in the room and remote.
-- counts: training_session
select s.id, c.kind, array_agg(t.part) as parts
from training_session s
join training_cohort c on c.id = s.cohort_id
left join training_sessionteacher t on t.session_id = s.id and t.part <> 'assistant'
where s.cancelled_at is null
group by s.id, c.kind
having count(t.id) = 0 or (c.kind = 'dual' and count(distinct t.part) < 2)
