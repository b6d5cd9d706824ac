-- Towns and villages inside these places, each found by the beginning of its code.
select known.code, known.name, known.short_name
from unnest(%(areas)s::text[]) area
cross join lateral (
    select code, name, short_name
    from places_place
    where edition = %(edition)s and level >= 4
        and code ~>~ area and code ~<~ (area || ':')
) known
order by known.code
