select known.*
from unnest(%(areas)s::text[]) area
cross join lateral (
    select *
    from places_place
    where edition = %(edition)s
        and code ~>~ area and code ~<~ (area || ':')
        and name like %(inside)s
    limit %(most)s
) known
