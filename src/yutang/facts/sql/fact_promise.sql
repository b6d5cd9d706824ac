-- One row a promise due on these days, as of its last reading: of a figure the last that was kept, of
-- what is counted by hand the baseline and all amounts. How it stands on that day follows the
-- rule of promises (promises/rules.py): a straight line from baseline to target, less the tolerance.
select
    p.id::text as key,
    p.due_on as "on",
    read.at,
    case when jsonb_array_length(p.place_codes) = 1 then p.place_codes ->> 0
        else a.place_code end as place,
    null::bigint as person,
    '/promises/' || p.id || '/' as evidence,
    p.id as promise,
    a.id as agreement,
    case length(a.place_code) when 0 then 'country' when 2 then 'province' when 4 then 'city'
        when 6 then 'county' when 9 then 'town' else 'village' end as level,
    p.programme_id as programme,
    nullif(p.indicator, '') as indicator,
    nullif(p.counts, '') as counts,
    p.baseline,
    p.target,
    read.value,
    read."on" as value_on,
    case
        when read.value is null then null
        when read.value >= p.target then 'kept'
        when read."on" > p.due_on then 'overdue'
        when (read.value - p.baseline) * 100 < (p.target - p.baseline)
            * least(greatest(read."on" - p.baseline_on, 0), p.due_on - p.baseline_on)
            / (p.due_on - p.baseline_on) * (100 - tolerance.percent) then 'late'
        else 'on_course'
    end as state,
    (select count(*) from promises_decision d where d.promise_id = p.id) as decisions,
    p.is_demo or a.is_demo as is_demo
from promises_promise p
join promises_clause l on l.id = p.clause_id
join promises_agreement a on a.id = l.agreement_id
left join lateral (
    select last.value, last."on", last.read_at as at
    from (
        select r.value, r."on", r.read_at from promises_reading r
        where r.promise_id = p.id and p.indicator <> ''
        order by r."on" desc limit 1
    ) last
    union all
    select p.baseline + sum(e.amount), max(e."on"), max(e.at) from promises_evidence e
    where e.promise_id = p.id and p.indicator = ''
    having count(*) > 0
) read on true
left join lateral (
    select t.percent from promises_tolerance t
    where starts_with(a.place_code, t.place_code) and t.valid_from <= read."on"
        and (t.valid_to is null or t.valid_to >= read."on")
    order by length(t.place_code) desc, t.valid_from desc limit 1
) tolerance on true
where p.due_on >= %(since)s and p.due_on < %(until)s
