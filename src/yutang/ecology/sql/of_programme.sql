-- What came of a programme's plots, on a day (rules/survival.py); who worked, as rows of the roster.
with stood as (
    select p.mu, p.trees, s."on" as looked, s.alive::numeric / (s.alive + s.dead) as share,
        exists (
            select from (values (1), (3)) due (years)
            where (p."on" + make_interval(years => due.years))::date < %(today)s
                and (
                    s."on" is null
                    or s."on" < (p."on" + make_interval(years => due.years))::date - %(early)s
                )
        ) as overdue
    from ecology_plot l
    join ecology_planting p on p.plot_id = l.id
    left join lateral (
        select "on", alive, dead from ecology_survey
        where planting_id = p.id and "on" <= %(today)s order by "on" desc, id desc limit 1
    ) s on true
    where l.programme_id = %(programme)s and p.state = 'confirmed' and p.kind = 'new'
        and p."on" <= %(today)s
), worked as (
    select count(*) as days, coalesce(array_agg(distinct d.member_id), '{}') as members,
        coalesce(sum(d.wage_fen) filter (where w.state = 'agreed'), 0) as fen
    from ecology_plot l
    join ecology_workday d on d.plot_id = l.id
    left join ecology_wagesheet w on w.id = d.sheet_id
    where l.programme_id = %(programme)s
)
select (select count(*) from ecology_plot where programme_id = %(programme)s),
    coalesce(sum(mu), 0),
    coalesce(sum(mu * share) filter (where not overdue), 0),
    coalesce(sum(mu) filter (where not overdue and looked is null), 0),
    coalesce(sum(mu) filter (where overdue), 0),
    coalesce(sum(trees * share) filter (where not overdue), 0),
    max(looked),
    (select members from worked), (select days from worked), (select fen from worked)
from stood
