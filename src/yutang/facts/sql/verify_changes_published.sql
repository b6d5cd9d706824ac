-- No change waits for more than an hour after a publishing: each minute takes what it sees.
-- counts: facts_change
select change.kind, change.day, min(change.at) as since
from facts_change change
where change.at < (select max(through) - interval '1 hour' from facts_manifest)
group by change.kind, change.day
