-- The numbers of those who were there before the opening are those that the kept seed draws.
-- counts: trade_ticket
select lot, ticket, number, drawn
from (
    select t.lot_id as lot, t.id as ticket, t.number,
        row_number() over (
            partition by t.lot_id
            order by sha256(convert_to(l.draw_seed || ':' || t.id, 'utf8')), t.id
        ) as drawn
    from trade_ticket t
    join trade_lot l on l.id = t.lot_id
    where l.draw_seed is not null and t.number is not null and t.entered_at < l.drawn_at
) drawn
where number <> drawn
