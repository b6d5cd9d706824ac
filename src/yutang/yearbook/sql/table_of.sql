-- All that stands of one place in some years.
select k.name, k.title_zh, k.title_en, k.unit_zh, k.unit_en, k.digits, k.rollup,
    s.year, s.value, s.is_disputed, s.total, s.weight, s.villages, s.wholes, s.about
from yearbook_factkind k
join yearbook_standing s on s.kind_id = k.id and s.place_code = %(code)s
    and s.year between %(first)s and %(last)s
    and (s.value is not null or s.total is not null)
order by k."order", s.about, s.year
