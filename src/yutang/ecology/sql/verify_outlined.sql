-- Every plot has an outline, numbered without a gap, and lies within its programme's place.
-- counts: ecology_plot
select l.id as plot, l.place_code, g.place_code as programme_place
from ecology_plot l
left join programmes_programme g on g.id = l.programme_id
left join (
    select plot_id, count(*) as outlines, max(number) as highest
    from ecology_outline group by plot_id
) o on o.plot_id = l.id
where o.outlines is null or o.outlines <> o.highest
    or starts_with(l.place_code, g.place_code) is not true
