-- One row a 5-second sample while the sale was on: the gates' counts of that moment, added.
-- A gate that counted twice within the 5 seconds is taken at its greater count.
select
    to_timestamp(slot * 5) as at,
    count(*) as gates,
    sum(online)::bigint as online
from (
    select
        floor(extract(epoch from sample.at) / 5)::bigint as slot,
        sample.gate,
        max(sample.online) as online
    from live_sale s
    join live_onlinesample sample on sample.sale_id = s.id
    where s.id = %(sale)s
        and sample.at >= s.live_at
        and sample.at <= coalesce(s.ended_at, 'infinity')
    group by 1, 2
) counted
group by slot
