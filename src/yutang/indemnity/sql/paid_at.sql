-- Cases paid at these places within a time, and paid still: person-times, whose they are, fen, median
-- days from the first filing.
select asked.code, count(*) as times, array_agg(distinct c.member_id) as members,
    sum(c.approved_fen) as fen,
    percentile_cont(0.5) within group (
        order by floor(extract(epoch from paid.at - c.filed_at) / 86400)
    ) as days
from unnest(%(codes)s::text[]) as asked (code)
join indemnity_case c on c.place_code like asked.code || '%%' and c.state = 'paid'
    and (%(programme)s::bigint is null or c.programme_id = %(programme)s)
join lateral (
    select s.at from indemnity_stage s where s.case_id = c.id and s.name = 'paid'
    order by s.position desc limit 1
) paid on paid.at >= %(since)s and paid.at < %(until)s
group by asked.code
