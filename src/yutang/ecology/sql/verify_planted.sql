-- What counts as planted was confirmed by another, and is not more than its plot is large.
-- counts: ecology_planting
select p.id as planting, l.id as plot, l.stated_mu, sums.mu
from ecology_planting p
join ecology_plot l on l.id = p.plot_id
join lateral (
    select coalesce(sum(mu), 0) as mu from ecology_planting
    where plot_id = l.id and kind = 'new' and state <> 'refused'
) sums on true
where p.state = 'confirmed' and (p.decided_by_id is null or p.decided_by_id = p.noted_by_id)
    or sums.mu > l.stated_mu
