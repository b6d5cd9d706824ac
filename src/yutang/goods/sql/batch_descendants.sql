-- The batch and all that was made of it, however many steps later.
with recursive family as (
    select %(batch)s::bigint as id
    union
    select f.target_id from family join goods_batchflow f on f.source_id = family.id
)
select id from family order by id
