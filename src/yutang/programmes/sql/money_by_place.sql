-- What programmes of places, and of all that lies in them, got, spent, and spent upstream during a
-- year of China's calendar, in fen. A direction of '' stands for all.
with moved as (
    select p.place_code,
        case when g.is_back then -g.amount_fen else g.amount_fen end as given, 0::bigint as spent,
        0::bigint as upstream
    from programmes_grant g
    join programmes_programme p on p.id = g.programme_id
    where g.state = 'confirmed'
        and extract(year from g.decided_at at time zone 'Asia/Shanghai') = %(year)s
        and (%(direction)s = '' or p.direction = %(direction)s)
    union all
    select p.place_code, 0, s.amount_fen,
        case when s.purpose = 'upstream' then s.amount_fen else 0 end
    from programmes_spending s
    join programmes_programme p on p.id = s.programme_id
    where extract(year from s.at at time zone 'Asia/Shanghai') = %(year)s
        and (%(direction)s = '' or p.direction = %(direction)s)
), summed as (
    select place_code, sum(given) as given, sum(spent) as spent, sum(upstream) as upstream
    from moved group by place_code
)
select asked.code, sum(summed.given)::bigint, sum(summed.spent)::bigint,
    sum(summed.upstream)::bigint
from unnest(%(codes)s::text[]) as asked (code)
join summed on summed.place_code like asked.code || '%%'
group by asked.code
