-- An office's diplomas of a year are numbered from 1 without a gap, as many as the serial says.
-- counts: diplomas_diploma
select coalesce(d.place_code, s.place_code) as place, coalesce(d.year, s.year) as year,
    d.issued, d.highest, s.last
from (
    select place_code, split_part(number, '-', 2)::int as year, count(*) as issued,
        min(split_part(number, '-', 3)::int) as lowest,
        max(split_part(number, '-', 3)::int) as highest
    from diplomas_diploma
    group by 1, 2
) d
full join diplomas_serial s on s.place_code = d.place_code and s.year = d.year
where d.issued is distinct from d.highest or d.lowest is distinct from 1
    or coalesce(d.highest, 0) is distinct from s.last
