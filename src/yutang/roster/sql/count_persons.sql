-- How many different persons these rows are; merged rows lead to the one that stands.
with recursive way as (
    select m.id, m.merged_into_id from roster_member m where m.id = any(%(ids)s)
    union
    select m.id, m.merged_into_id from way w join roster_member m on m.id = w.merged_into_id
)
select count(*) from way where merged_into_id is null
