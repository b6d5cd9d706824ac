-- The first and the last year of which anything is known of a place.
select min(y.first), max(y.last)
from yearbook_factkind k
cross join lateral (
    select min(year) as first, max(year) as last
    from yearbook_standing
    where kind_id = k.id and place_code = %(code)s and (value is not null or total is not null)
) y
