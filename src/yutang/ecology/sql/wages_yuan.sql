-- Yuan of a year's work days on agreed wage sheets, under each of these places.
select asked.code, sum(d.wage_fen) / 100.0
from unnest(%(codes)s::text[]) asked (code)
join ecology_plot l on starts_with(l.place_code, asked.code)
join ecology_workday d on d.plot_id = l.id
join ecology_wagesheet s on s.id = d.sheet_id
where extract(year from d."on") = %(year)s and s.state = 'agreed'
group by asked.code
