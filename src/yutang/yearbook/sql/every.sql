-- All that stands of one kind in a place: each place, product class and year.
select s.place_code, s.about, s.year,
    coalesce(s.value, case when s.weight is null then s.total else s.total / nullif(s.weight, 0) end)
        as value,
    s.value is not null as is_own
from yearbook_standing s
where s.kind_id = (select id from yearbook_factkind where name = %(kind)s)
    and s.place_code >= %(under)s and s.place_code < %(under)s || ':'
    and (s.value is not null or s.total is not null)
order by s.place_code, s.about, s.year
