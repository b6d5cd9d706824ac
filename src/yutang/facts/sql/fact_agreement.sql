-- One row an agreement signed on these days.
select
    a.id::text as key,
    a.signed_on as "on",
    a.made_at as at,
    a.place_code as place,
    null::bigint as person,
    '/promises/agreements/' || a.id || '/' as evidence,
    a.id as agreement,
    case length(a.place_code) when 0 then 'country' when 2 then 'province' when 4 then 'city'
        when 6 then 'county' when 9 then 'town' else 'village' end as level,
    jsonb_array_length(a.parties)::bigint as parties,
    (select count(*) from promises_clause l where l.agreement_id = a.id) as clauses,
    (
        select count(*) from promises_promise p join promises_clause l on l.id = p.clause_id
        where l.agreement_id = a.id
    ) as promises,
    a.is_demo
from promises_agreement a
where a.signed_on >= %(since)s and a.signed_on < %(until)s
