-- Mu planted up to a day and found alive in time, under each of these places (rules/survival.py).
select asked.code, round(coalesce(sum(p.mu * s.alive / (s.alive + s.dead)) filter (
    where not exists (
        select from (values (1), (3)) due (years)
        where (p."on" + make_interval(years => due.years))::date < %(end)s
            and s."on" < (p."on" + make_interval(years => due.years))::date - %(early)s
    )
), 0), 2)
from unnest(%(codes)s::text[]) asked (code)
join ecology_plot l on starts_with(l.place_code, asked.code)
join ecology_planting p on p.plot_id = l.id
left join lateral (
    select "on", alive, dead from ecology_survey
    where planting_id = p.id and "on" <= %(end)s order by "on" desc, id desc limit 1
) s on true
where p.state = 'confirmed' and p.kind = 'new' and p."on" <= %(end)s
group by asked.code
