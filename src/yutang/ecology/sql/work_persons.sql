-- Which rows of the roster worked in a year under each of these places.
select asked.code, array_agg(distinct d.member_id)
from unnest(%(codes)s::text[]) asked (code)
join ecology_plot l on starts_with(l.place_code, asked.code)
join ecology_workday d on d.plot_id = l.id
where extract(year from d."on") = %(year)s
group by asked.code
