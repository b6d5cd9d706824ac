-- The tickets whose turn it is, lot by lot in the order of their numbers: those that ask for no
-- more than is left of the lot and of each of its caps, and no more of them than there are units.
-- (Whom a cap cannot fit now must not be listed: they would hold up those behind them for ever.) The
-- lots are locked by now.
select next.id, l.id, next.buyer_id, next.key, next.quantity, next.sale_id, next.coupon
from trade_lot l
cross join lateral (
    select t.id, t.buyer_id, t.key, t.quantity, t.sale_id, t.coupon, t.number
    from trade_ticket t
    where t.lot_id = l.id and t.state = 'waiting' and t.number is not null
        and t.quantity <= l.available
        and not exists (
            select 1
            from trade_caplot of
            join trade_cap c on c.id = of.cap_id
            left join trade_capcount k
                on k.cap_id = c.id and k.day = trade_cap_day(c.kind, %(now)s)
            where of.lot_id = l.id and c.most < coalesce(k.taken, 0)
                + case c.kind when 'fen' then t.quantity::bigint * l.price_fen else 1 end
        )
        and (
            %(selling)s::bigint[] is null or t.sale_id is null
            or t.sale_id = any(%(selling)s::bigint[])
        )
    order by t.number
    limit least(%(most)s, l.available)
) next
where l.id = any(%(lots)s::bigint[])
order by l.id, next.number
