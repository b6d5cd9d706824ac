-- One row a place and family of criteria: the verdict of the newest identification whose months end
-- in the year (criteria/sql/identified_by_place.sql), on these days; none where it is unknown.
with newest as (
    select distinct on (v.place_code, i.family, extract(year from i.last_month))
        v.place_code, v.answer, v.is_near, i.id, i.family, i.level, i.at, i.is_poor_area,
        i.wording_id, i.by_id,
        (i.last_month + interval '1 month - 1 day')::date as ends_on
    from criteria_identification i
    join criteria_verdict v on v.identification_id = i.id
    where extract(year from i.last_month)
        between extract(year from %(since)s::date) and extract(year from %(until)s::date - 1)
    order by v.place_code, i.family, extract(year from i.last_month), i.last_month desc, i.id desc
)
select
    newest.family || ':' || extract(year from newest.ends_on) || ':' || newest.place_code as key,
    newest.ends_on as "on",
    newest.at,
    newest.place_code as place,
    null::bigint as person,
    '/places/' || newest.place_code || '/verdicts/' || newest.id || '/' as evidence,
    newest.family,
    wording.criterion,
    newest.level::bigint as level,
    newest.answer = 'yes' as met,
    newest.is_near,
    newest.is_poor_area,
    newest.id as identification,
    exists (
        select from channel_listedcounty listed
        join channel_countylist list on list.id = listed.county_list_id
        where listed.code = left(newest.place_code, 6) and list.level = 'national'
    ) as is_poor_county,
    coalesce(who.is_demo, false) as is_demo
from newest
join criteria_wording wording on wording.id = newest.wording_id
left join people_person who on who.id = newest.by_id
where newest.answer <> 'unknown'
    and newest.ends_on >= %(since)s and newest.ends_on < %(until)s
