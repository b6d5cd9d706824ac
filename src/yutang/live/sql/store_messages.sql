-- Keep lines of chat; `at` differs within one haul, so that each answer finds its line.
insert into live_message (sale_id, person_id, name, at, text, hidden_reason)
select sale_id, person_id, name, at, text, ''
from unnest(
    %(sales)s::bigint[], %(persons)s::bigint[], %(names)s::text[], %(ats)s::timestamptz[],
    %(texts)s::text[]
) with ordinality as line (sale_id, person_id, name, at, text, place)
order by place
returning id, at
