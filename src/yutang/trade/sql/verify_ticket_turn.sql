-- Numbers are called in their order: nobody waits whose wish is no larger than one called behind
-- it, no number is beyond those given, and no ticket called is beyond those called.
-- counts: trade_ticket
select t.lot_id as lot, t.id as ticket, t.number, t.state, l.numbered, l.called
from trade_ticket t
join trade_lot l on l.id = t.lot_id
where t.number > l.numbered
    or (t.state = 'called' and t.number > l.called)
    or (
        t.state = 'waiting' and t.number <= l.called and exists (
            select 1
            from trade_ticket behind
            where behind.lot_id = t.lot_id and behind.state = 'called'
                and behind.number > t.number and behind.quantity >= t.quantity
        )
    )
