-- A kept verdict is what its kept text says of its kept inputs.
-- counts: criteria_verdict
with text as (
    select i.id, w.text::jsonb as text
    from criteria_identification i join criteria_wording w on w.id = i.wording_id
), tests as (
    select id, n - 1 as at, t.test ->> 'input' as input, t.test ->> 'over' as over,
        (t.test ->> 'times')::numeric as times, (t.test ->> 'share')::numeric as share,
        (t.test ->> 'least')::numeric as least
    from text cross join jsonb_array_elements(text -> 'tests') with ordinality as t (test, n)
), ways as (
    select id, w.n as way, m.at::int as at
    from text cross join jsonb_array_elements(text -> 'ways') with ordinality as w (way, n)
    cross join jsonb_array_elements_text(w.way) as m (at)
), passed as (
    select v.identification_id, v.place_code, w.way, case
        when v.inputs ->> t.input is null then null
        when t.over <> '' and coalesce((v.inputs ->> t.over)::numeric, 0) = 0 then null
        when (v.inputs ->> t.input)::numeric * t.times
            >= coalesce((v.inputs ->> t.over)::numeric, 0) * t.share + t.least then true
        when not v.inputs ? (t.input || '.most') then false
        when v.inputs ->> (t.input || '.most') is null then null
        when (v.inputs ->> (t.input || '.most'))::numeric * t.times
            >= coalesce((v.inputs ->> t.over)::numeric, 0) * t.share + t.least then null
        else false end as passed
    from criteria_verdict v
    join ways w on w.id = v.identification_id
    join tests t on t.id = w.id and t.at = w.at
), by_way as (
    select identification_id, place_code, way,
        case when bool_or(not passed) then 'no' when bool_and(passed is true) then 'yes'
            else 'unknown' end as answer
    from passed group by 1, 2, 3
), judged as (
    select identification_id, place_code,
        case when bool_or(answer = 'yes') then 'yes' when bool_and(answer = 'no') then 'no'
            else 'unknown' end as answer
    from by_way group by 1, 2
)
select v.identification_id as identification, v.place_code as place, v.answer as kept,
    j.answer as "by the text"
from criteria_verdict v
left join judged j using (identification_id, place_code)
where v.answer is distinct from j.answer
