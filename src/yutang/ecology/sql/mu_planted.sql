-- Mu newly planted in a year under each of these places.
select asked.code, sum(p.mu)
from unnest(%(codes)s::text[]) asked (code)
join ecology_plot l on starts_with(l.place_code, asked.code)
join ecology_planting p on p.plot_id = l.id
where p.state = 'confirmed' and p.kind = 'new' and extract(year from p."on") = %(year)s
group by asked.code
