-- Nobody called about their own work, and no draw about a thing was taken away.
-- counts: spotchecks_sample
select s.id as sample, s.kind, s.about, s.turn, a.by_id
from spotchecks_sample s
left join spotchecks_drawn d on d.sample_id = s.id
left join spotchecks_attempt a on a.drawn_id = d.id
where a.by_id = any(s.barred)
    or s.turn > (
        select count(*) from spotchecks_sample o where o.kind = s.kind and o.about = s.about
    )
