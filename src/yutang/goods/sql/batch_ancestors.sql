-- The batch and all that went into it, however many steps ago. `union` meets each batch once.
with recursive family as (
    select %(batch)s::bigint as id
    union
    select f.source_id from family join goods_batchflow f on f.target_id = family.id
)
select id from family order by id desc
