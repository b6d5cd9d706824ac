-- A plan's moves lead from its draft along the arrows to where it stands.
-- counts: specialities_plan
with path as (
    select plan_id, from_state, to_state, id,
        lag(to_state, 1, '') over (partition by plan_id order by id) as was,
        row_number() over (partition by plan_id order by id desc) = 1 as is_last
    from specialities_planmove
)
select p.id, p.state, path.from_state, path.to_state
from specialities_plan p
left join path on path.plan_id = p.id and (path.is_last or path.from_state <> path.was)
where path.id is null
    or path.from_state <> path.was
    or (path.is_last and path.to_state <> p.state)
    or ((path.from_state, path.to_state) not in (
        ('', 'draft'), ('draft', 'proposed'), ('proposed', 'draft'), ('proposed', 'agreed'),
        ('agreed', 'running'), ('agreed', 'draft'), ('running', 'closed'), ('draft', 'closed')
    ))
