-- The newest value up to a year of each town and village in a place, in the order of the codes.
select distinct on (s.place_code) s.place_code,
    coalesce(s.value, case when s.weight is null then s.total else s.total / nullif(s.weight, 0) end)
        as value,
    s.year
from yearbook_standing s
where s.kind_id = (select id from yearbook_factkind where name = %(kind)s)
    and s.about = '' and s.year <= %(year)s
    and s.place_code >= %(under)s and s.place_code < %(under)s || ':'
    and length(s.place_code) >= 9
    and (s.value is not null or s.total is not null)
order by s.place_code, s.year desc
