-- The plaques of a kind and year are numbered from 1 without a gap, as many as the serial says.
-- counts: honours_honour
select coalesce(h.kind, s.kind) as kind, coalesce(h.year, s.year) as year, h.plaques, h.highest,
    s.last
from (
    select kind, year, count(*) as plaques, max(serial) as highest, min(serial) as lowest
    from honours_honour group by kind, year
) h
full join honours_serial s on s.kind = h.kind and s.year = h.year
where h.plaques is distinct from h.highest or h.lowest is distinct from 1
    or coalesce(h.highest, 0) is distinct from s.last
