-- One row a confirmed planting of these days. Alive by the last check; a check holds until the first
-- day to look (1 and 3 years after planting) that it came more than 60 days before: afterwards,
-- without another, it is not known (ecology/rules/survival.py, ecology/sql/mu_alive.sql).
select
    p.id::text as key,
    p."on",
    null::timestamptz as at,
    plot.place_code as place,
    null::bigint as person,
    '/ecology/plantings/' || p.id || '/' as evidence,
    plot.id as plot,
    plot.programme_id as programme,
    p.kind,
    p.species,
    p.mu,
    p.trees::bigint as trees,
    look."on" as looked_on,
    (p.mu * look.alive / (look.alive + look.dead))::float8 as alive_mu,
    (p.trees::numeric * look.alive / (look.alive + look.dead))::float8 as alive_trees,
    (
        select min((p."on" + make_interval(years => due.years))::date)
        from (values (1), (3)) due (years)
        where look."on" < (p."on" + make_interval(years => due.years))::date - 60
    ) as alive_until,
    plot.is_demo
from ecology_planting p
join ecology_plot plot on plot.id = p.plot_id
left join lateral (
    select s."on", s.alive, s.dead from ecology_survey s
    where s.planting_id = p.id order by s."on" desc, s.id desc limit 1
) look on true
where p.state = 'confirmed' and p."on" >= %(since)s and p."on" < %(until)s
