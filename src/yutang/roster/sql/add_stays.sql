-- Persons who live elsewhere take part in these places too.
insert into roster_stay (member_id, place_code, since, by_id)
select s.id, s.place_code, %(at)s, %(by)s
from unnest(%(ids)s::bigint[], %(places)s::text[]) as s (id, place_code)
join roster_member m on m.id = s.id
where not starts_with(m.place_code, s.place_code)
on conflict do nothing
returning member_id
