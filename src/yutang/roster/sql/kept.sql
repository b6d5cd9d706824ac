-- Which row stands today for the person of each of these rows.
with recursive way as (
    select m.id as asked, m.id, m.merged_into_id from roster_member m where m.id = any(%(ids)s)
    union
    select w.asked, m.id, m.merged_into_id
    from way w join roster_member m on m.id = w.merged_into_id
)
select asked, id from way where merged_into_id is null
