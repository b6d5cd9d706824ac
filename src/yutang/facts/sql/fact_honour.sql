-- One row an honour awarded on these days, whatever became of it; in force as honours count it
-- (honours/sql/in_force.sql): until its last day or the day it ended.
select
    h.id::text as key,
    h.awarded_on as "on",
    null::timestamptz as at,
    h.place_code as place,
    null::bigint as person,
    '/honours/' || h.number || '/' as evidence,
    h.kind,
    h.state,
    h.valid_until,
    h.ended_on as until,
    h.is_demo
from honours_honour h
where h.awarded_on >= %(since)s and h.awarded_on < %(until)s
