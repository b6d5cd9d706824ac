-- A forecast has one week for each that it looks ahead, from the week after the last it knew; none
-- where there was not enough data.
-- counts: forecasts_run
select r.id, r.made_on, r.horizon, r.why_none, count(p.id) as weeks
from forecasts_run r
left join forecasts_point p on p.run_id = r.id
group by r.id
having count(p.id) <> case when r.why_none = '' then r.horizon else 0 end
    or min(p.week) <> r.last_week + 7
    or max(p.week) <> r.last_week + 7 * r.horizon
