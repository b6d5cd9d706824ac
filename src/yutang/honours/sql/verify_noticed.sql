-- Nothing is awarded before its notice has ended, nor with an objection open or upheld.
-- counts: honours_honour
select h.number, a.state, n.until, n.ended_at
from honours_honour h
join honours_application a on a.id = h.application_id
left join honours_notice n on n.application_id = h.application_id
where a.state <> 'awarded'
    or n.ended_at is null
    or (n.ended_at at time zone 'Asia/Shanghai')::date <= n.until
    or h.awarded_on <= n.until
    or exists (
        select from honours_objection o
        where o.application_id = h.application_id and o.finding <> 'dismissed'
    )
