-- The newest value of each kind that is known of a place, in the order of the kinds.
select k.name, k.title_zh, k.title_en, k.unit_zh, k.unit_en, k.digits, k.rollup,
    s.year, s.value, s.is_disputed, s.total, s.weight, s.villages, s.wholes
from yearbook_factkind k
cross join lateral (
    select *
    from yearbook_standing
    where kind_id = k.id and place_code = %(code)s and about = ''
        and (value is not null or total is not null)
    order by year desc
    limit 1
) s
order by k."order"
limit %(most)s
