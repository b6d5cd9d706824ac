-- What is expected of a lot rests on past sales, at least one, each before the decision.
-- counts: forecasts_planline
select l.id, l.plan_id, l.units, count(c.id) as cases
from forecasts_planline l
join forecasts_saleplan s on s.id = l.plan_id
left join forecasts_plancase c on c.line_id = l.id
group by l.id, s.made_at
having (l.units is null) <> (count(c.id) = 0)
    or max(c.on) > (s.made_at at time zone 'Asia/Shanghai')::date
