-- One row a value that a place itself told of a year, as it stands. What places above come to is not
-- here: whoever adds up a place takes the rows under it whose `above` is shorter than its code
-- (yearbook/sql/roll_up.sql: a place's own value counts before what is below it).
select
    k.name || ':' || s.year || ':' || s.place_code || ':' || s.about as key,
    make_date(s.year, 12, 31) as "on",
    report.at,
    s.place_code as place,
    null::bigint as person,
    '/places/' || s.place_code || '/facts/' || k.name || '/' || s.year || '/' as evidence,
    k.name as fact,
    nullif(s.about, '') as about,
    k.rollup as adds,
    s.value::float8 as value,
    case when k.rollup = 'mean' then coalesce(w.value, w.total)::float8 end as weight,
    coalesce(above.digits, -1)::bigint as above,
    s.is_disputed,
    coalesce(who.is_demo, false) as is_demo
from yearbook_standing s
join yearbook_factkind k on k.id = s.kind_id
join yearbook_fact fact on fact.id = s.fact_id
join yearbook_report report on report.id = fact.report_id
join people_person who on who.id = report.by_id
left join yearbook_standing w on w.kind_id = k.weight_id and w.place_code = s.place_code
    and w.year = s.year and w.about = ''
left join lateral (
    select max(length(t.place_code)) as digits
    from unnest(array[0, 2, 4, 6, 9]) as n (digits)
    join yearbook_standing t on t.kind_id = s.kind_id and t.year = s.year and t.about = s.about
        and t.place_code = left(s.place_code, n.digits)
    where n.digits < length(s.place_code) and t.value is not null
) above on true
where s.value is not null
    and s.year between extract(year from %(since)s::date) and extract(year from %(until)s::date - 1)
    and make_date(s.year, 12, 31) >= %(since)s and make_date(s.year, 12, 31) < %(until)s
