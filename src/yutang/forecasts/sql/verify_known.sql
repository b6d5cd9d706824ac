-- No forecast rests on a week that was not over when it was made, and nothing came before its week
-- was over.
-- counts: forecasts_point
select p.id, r.made_on, r.last_week, p.week, p.actual_at
from forecasts_run r
left join forecasts_point p on p.run_id = r.id
where r.last_week + 6 >= r.made_on
    or (p.actual is not null and (p.actual_at at time zone 'Asia/Shanghai')::date <= p.week + 6)
    or (p.actual is null) <> (p.actual_at is null)
