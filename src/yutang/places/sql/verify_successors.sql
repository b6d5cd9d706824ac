-- What became of a code leads forwards in time only, so that no chain comes back to where it was;
-- a place has one successor, several only when it is divided.
-- counts: places_successor
with recursive chain as (
    select id, old_code, old_edition, new_code, new_edition, array[id] as steps, false as circles
    from places_successor
  union all
    select chain.id, chain.old_code, chain.old_edition, step.new_code, step.new_edition,
        chain.steps || step.id, step.id = any(chain.steps)
    from chain
    join places_successor step
        on step.old_code = chain.new_code and step.old_edition >= chain.new_edition
    where not chain.circles
)
select old_code, old_edition, new_code, new_edition, 'in a circle' as why
from chain
where circles
union all
select old_code, old_edition, new_code, new_edition, 'not forwards'
from places_successor
where new_edition <= old_edition
union all
select old_code, old_edition, max(new_code), max(new_edition), 'several, and not divided'
from places_successor
group by old_code, old_edition
having count(*) > 1 and bool_or(kind <> 'split')
