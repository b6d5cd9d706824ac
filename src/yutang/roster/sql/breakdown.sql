-- Persons of these rows, or of these places, by gender, age band and poverty mark on a day, each person once.
with recursive way as (
    select m.id, m.merged_into_id from roster_member m
    where m.id = any(%(ids)s::bigint[]) or m.place_code like any(%(places)s::text[])
    union
    select m.id, m.merged_into_id from way w join roster_member m on m.id = w.merged_into_id
), bands as (
    select * from unnest(%(bands)s::text[], %(lows)s::int[], %(highs)s::int[]) as b (name, low, high)
)
select m.gender, coalesce(b.name, ''),
    case when m.poverty_until is null or m.poverty_until >= %(on)s then m.poverty_mark end as mark,
    count(*)
from way w
join roster_member m on m.id = w.id
left join bands b on greatest(0, extract(year from age(%(on)s::date, m.birth_on))) between b.low and b.high
where w.merged_into_id is null
group by 1, 2, 3
