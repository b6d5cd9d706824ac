-- A path stands where its steps lead, one after the other from the application on.
-- counts: hosts_path
with recursive walked as (
    select p.id, 1 as number, 'applied' as state
    from hosts_path p
    join hosts_step s on s.path_id = p.id and s.number = 1 and s.what = 'apply'
    union all
    select w.id, s.number::int, hosts_arrow(w.state, s.what)
    from walked w
    join hosts_step s on s.path_id = w.id and s.number = w.number + 1
    where w.state is not null
), ended as (
    select distinct on (id) id, number, state from walked order by id, number desc
)
select p.id as path, p.state, ended.state as by_steps
from hosts_path p
left join ended on ended.id = p.id
where p.state is distinct from ended.state
    or ended.number is distinct from (select count(*) from hosts_step s where s.path_id = p.id)
