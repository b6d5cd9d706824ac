-- Every row of the person of this row: up to the one that stands, and down from it.
with recursive up as (
    select id, merged_into_id from roster_member where id = %(id)s
    union
    select m.id, m.merged_into_id from up u join roster_member m on m.id = u.merged_into_id
), down as (
    select id from up where merged_into_id is null
    union
    select m.id from down d join roster_member m on m.merged_into_id = d.id
)
select id from down order by id
