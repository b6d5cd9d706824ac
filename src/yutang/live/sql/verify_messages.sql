-- A line of chat has 1 to 100 characters, and a hidden one says who hid it and why.
-- counts: live_message
select id as message, sale_id as sale, at, hidden_at
from live_message
where length(text) not between 1 and 100
    or (hidden_at is not null and (hidden_by_id is null or hidden_reason = ''))
