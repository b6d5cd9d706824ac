-- How many honours were in force on a day, under each of these places.
select asked.code, count(*)
from unnest(%(codes)s::text[]) asked (code)
join honours_honour h on starts_with(h.place_code, asked.code)
where h.awarded_on <= %(at)s
    and h.valid_until >= %(at)s
    and (h.ended_on is null or h.ended_on > %(at)s)
group by asked.code
