-- Lock the open lots of these sales (none given: of all) for which somebody waits and a number can
-- be called or is still to be drawn, in the order of their ids. `only` narrows it to some lots.
select l.id
from trade_lot l
where l.state = 'open'
    and (l.opens_at is null or l.opens_at <= %(now)s)
    and (l.closes_at is null or l.closes_at > %(now)s)
    and (%(only)s::bigint[] is null or l.id = any(%(only)s::bigint[]))
    and exists (
        select 1
        from trade_ticket t
        where t.lot_id = l.id and t.state = 'waiting' and (l.available > 0 or t.number is null)
            and (
                %(selling)s::bigint[] is null or t.sale_id is null
                or t.sale_id = any(%(selling)s::bigint[])
            )
    )
order by l.id
for update
