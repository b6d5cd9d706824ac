-- An identification's counts are those of its verdicts, in all and under each place.
-- counts: criteria_identification
with counted as (
    select identification_id as id, count(*) filter (where answer = 'yes') as yes,
        count(*) filter (where answer = 'no') as no, count(*) filter (where is_near) as near,
        count(*) filter (where answer = 'unknown') as unknown
    from criteria_verdict group by 1
), below as (
    select t.identification_id as id, t.place_code, t.yes, t.no, t.near, t.unknown, i.level,
        length(t.place_code) as digits, length(i.place_code) as from_digits
    from criteria_total t join criteria_identification i on i.id = t.identification_id
), by_level as (
    select id, digits, sum(yes) as yes, sum(no) as no, sum(near) as near, sum(unknown) as unknown
    from below group by id, digits
)
select i.id as identification, 'in all' as of, i.yes, i.no, i.near, i.unknown, c.yes as "yes of rows",
    c.no as "no of rows", c.near as "near of rows", c.unknown as "not known of rows"
from criteria_identification i left join counted c using (id)
where (i.yes, i.no, i.near, i.unknown) is distinct from (c.yes, c.no, c.near, c.unknown)
union all
select i.id, 'places of ' || b.digits || ' digits', i.yes, i.no, i.near, i.unknown, b.yes, b.no,
    b.near, b.unknown
from criteria_identification i join by_level b using (id)
where (i.yes, i.no, i.near, i.unknown) is distinct from (b.yes, b.no, b.near, b.unknown)
