-- A person is noted once a day, wherever they worked, under whichever row of the roster.
-- counts: ecology_workday
with recursive way as (
    select m.id as asked, m.id, m.merged_into_id from roster_member m
    where m.id in (select member_id from ecology_workday)
    union
    select w.asked, m.id, m.merged_into_id
    from way w join roster_member m on m.id = w.merged_into_id
)
select w.id as member, d."on", count(*) as days
from ecology_workday d
join way w on w.asked = d.member_id and w.merged_into_id is null
group by w.id, d."on"
having count(*) > 1
