-- Cases paid at these places within a time, and paid still: person-times, persons, fen, median days
-- from the first filing. A person whose row was merged into another is the other.
with recursive follows (id, stands) as (
    select distinct c.member_id, c.member_id from indemnity_case c where c.state = 'paid'
    union all
    select f.id, m.merged_into_id from follows f join roster_member m on m.id = f.stands
    where m.merged_into_id is not null
), stood as (
    select f.id, f.stands from follows f join roster_member m on m.id = f.stands
    where m.merged_into_id is null
)
select asked.code, count(*) as times, count(distinct stood.stands) as persons,
    sum(c.approved_fen) as fen,
    percentile_cont(0.5) within group (
        order by floor(extract(epoch from paid.at - c.filed_at) / 86400)
    ) as days
from unnest(%(codes)s::text[]) as asked (code)
join indemnity_case c on c.place_code like asked.code || '%%' and c.state = 'paid'
    and (%(programme)s::bigint is null or c.programme_id = %(programme)s)
join stood on stood.id = c.member_id
join lateral (
    select s.at from indemnity_stage s where s.case_id = c.id and s.name = 'paid'
    order by s.position desc limit 1
) paid on paid.at >= %(since)s and paid.at < %(until)s
group by asked.code
