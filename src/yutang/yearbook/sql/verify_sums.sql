-- A place's total is the sum of what the places one level below it stand at.
-- counts: yearbook_standing
with child as (
    select s.*,
        left(s.place_code, case length(s.place_code)
            when 12 then 9 when 9 then 6 when 6 then 4 when 4 then 2 else 0 end) as parent
    from yearbook_standing s
    join yearbook_factkind k on k.id = s.kind_id
    where k.rollup = 'sum' and length(s.place_code) > 2
),

sums as (
    select parent, kind_id, year, about, sum(coalesce(value, total)) as total
    from child
    group by parent, kind_id, year, about
)

select u.parent as place_code, u.kind_id, u.year, u.about, u.total as below, s.total as kept
from sums u
left join yearbook_standing s on s.place_code = u.parent and s.kind_id = u.kind_id
    and s.year = u.year and s.about = u.about
where u.total is distinct from s.total
