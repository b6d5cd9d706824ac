-- What an operator imported beside the table (urban-rural class, point) is left as it is.
insert into places_place as known
    (code, edition, name, short_name, parent_code, level, urban_rural_class)
select code, edition, name, short_name, parent_code, level, ''
from places_incoming
order by code
on conflict (code, edition) do update set
    name = excluded.name,
    short_name = excluded.short_name,
    parent_code = excluded.parent_code,
    level = excluded.level
where (known.name, known.short_name, known.parent_code, known.level)
    is distinct from (excluded.name, excluded.short_name, excluded.parent_code, excluded.level)
