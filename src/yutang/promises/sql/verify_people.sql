-- Years of persons are never added, people and places are whole numbers, and a promise that is
-- counted by a figure has no evidence by hand.
-- counts: promises_promise
select p.id, p.title, 'years of persons are added' as why
from promises_promise p
where p.span = 'added' and p.counts = 'persons'
union all
select p.id, p.title, 'no whole number'
from promises_evidence e
join promises_promise p on p.id = e.promise_id
where p.counts in ('persons', 'person_times', 'places') and e.amount <> trunc(e.amount)
union all
select p.id, p.title, 'counted twice over'
from promises_evidence e
join promises_promise p on p.id = e.promise_id
where p.indicator <> ''
