-- A survival check is by another than who planted, after the planting, and the sum of its squares.
-- counts: ecology_survey
select s.id as survey, s.alive, s.dead
from ecology_survey s
join ecology_planting p on p.id = s.planting_id
cross join lateral (
    select coalesce(sum(alive), 0) as alive, coalesce(sum(dead), 0) as dead
    from ecology_quadrat where survey_id = s.id
) counted
where s.by_id = p.noted_by_id
    or s."on" <= p."on"
    or p.state <> 'confirmed'
    or (s.alive, s.dead) is distinct from (counted.alive, counted.dead)
