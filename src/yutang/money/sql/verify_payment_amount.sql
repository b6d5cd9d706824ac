-- A payment is its order's amount and freight; what went back is within it, and all of it of a
-- refunded one.
-- counts: money_payment
select payment.id as payment, payment.order_id as "order", payment.state, payment.amount_fen,
    payment.freight_fen, payment.refunded_fen, o.amount_fen + o.freight_fen as amount_of_order
from money_payment payment
join trade_order o on o.id = payment.order_id
where payment.amount_fen <> o.amount_fen + o.freight_fen
    or payment.freight_fen <> o.freight_fen
    or payment.refunded_fen > payment.amount_fen
    or (payment.state = 'refunded') <> (payment.refunded_fen = payment.amount_fen)
    or (payment.state in ('paid', 'refunded')) <> (payment.paid_at is not null)
    or (payment.refunded_fen > 0) <> (payment.refunded_at is not null)
    or (payment.refunded_fen > 0 and payment.state not in ('paid', 'refunded'))
