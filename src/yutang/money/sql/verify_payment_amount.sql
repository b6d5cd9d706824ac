-- A payment is its order's amount; what went back is within it, and only of a refunded one.
-- counts: money_payment
select payment.id as payment, payment.order_id as "order", payment.state, payment.amount_fen,
    payment.refunded_fen, o.amount_fen as amount_of_order
from money_payment payment
join trade_order o on o.id = payment.order_id
where payment.amount_fen <> o.amount_fen
    or payment.refunded_fen > payment.amount_fen
    or (payment.state = 'refunded') <> (payment.refunded_fen > 0)
    or (payment.state in ('paid', 'refunded')) <> (payment.paid_at is not null)
    or (payment.state = 'refunded') <> (payment.refunded_at is not null)
