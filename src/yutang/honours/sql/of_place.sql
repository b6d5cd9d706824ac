-- The newest honours in force under a place, each with how many there are in all.
select h.*, count(*) over () as total
from honours_honour h
where h.place_code like %(under)s
    and h.state in ('valid', 'warned')
    and h.valid_until >= %(today)s
order by h.awarded_on desc, h.id desc
limit %(most)s
