-- The latest lines of a room's chat, newest first.
select id, person_id, name, text, extract(epoch from at)::float8
from live_message
where sale_id = %(sale)s and hidden_at is null
order by id desc
limit %(most)s
