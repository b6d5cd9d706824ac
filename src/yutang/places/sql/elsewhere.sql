-- Towns of these prefectures, and of their villages those with one of these names.
select code, name, short_name
from places_place
where edition = %(edition)s and left(code, 4) = any(%(areas)s)
    and (level = 4 or (level = 5 and short_name = any(%(names)s)))
order by code
