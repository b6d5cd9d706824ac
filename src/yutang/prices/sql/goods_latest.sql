-- The last day each of these goods was quoted, what was asked then, and a week or more before.
select g.good_id, now_.day, now_.low_fen, now_.mean_fen, now_.high_fen, now_.markets,
    was.day, was.mean_fen
from unnest(%(goods)s::bigint[]) with ordinality as g (good_id, place)
join lateral (
    select max(last.day) as day
    from prices_goodname n
    join lateral (
        select q.day from prices_quote q
        where q.name_id = n.id and q.state in ('stands', 'confirmed') order by q.day desc limit 1
    ) last on true
    where n.good_id = g.good_id
) latest on latest.day is not null
join lateral (
    select q.day, min(coalesce(q.low_fen, q.mean_fen)) as low_fen,
        round(avg(q.mean_fen))::int as mean_fen,
        max(coalesce(q.high_fen, q.mean_fen)) as high_fen, count(distinct q.market_id) as markets
    from prices_goodname n join prices_quote q on q.name_id = n.id
    where n.good_id = g.good_id and q.day = latest.day and q.state in ('stands', 'confirmed')
    group by q.day
) now_ on true
left join lateral (
    select q.day, round(avg(q.mean_fen))::int as mean_fen
    from prices_goodname n join prices_quote q on q.name_id = n.id
    where n.good_id = g.good_id and q.state in ('stands', 'confirmed')
        and q.day between latest.day - 14 and latest.day - 7
    group by q.day order by q.day desc limit 1
) was on true
order by g.place
