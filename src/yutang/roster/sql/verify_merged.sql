-- Every person who went into another did so because two different people said so, and none leads
-- in a circle.
-- counts: roster_member
with recursive way as (
    select id as start, merged_into_id as id, 1 as steps
    from roster_member where merged_into_id is not null
    union all
    select w.start, m.merged_into_id, w.steps + 1
    from way w join roster_member m on m.id = w.id
    where m.merged_into_id is not null and w.steps < 100
)
select m.id, m.merged_into_id, 'nobody or one said so' as why
from roster_member m
where m.merged_into_id is not null and not exists (
    select from roster_double d
    where d.other_id = m.id and d.kept_id = m.merged_into_id and d.state = 'confirmed'
        and d.decided_by_id is not null and d.decided_by_id <> d.proposed_by_id
)
union all
select start, id, 'leads to nobody' from way where steps >= 100
