-- An order's payment is what its state says: none while held, paid or due once it is bought, back
-- when it is cancelled. What was sent may be refunded whole, after a claim.
-- counts: trade_order
select o.id as "order", o.state, coalesce(payment.state, 'none') as payment, payment.method
from trade_order o
left join money_payment payment on payment.order_id = o.id
where (o.state, coalesce(payment.state, 'none')) not in (
    ('held', 'none'), ('expired', 'none'),
    ('paid', 'paid'), ('paid', 'refunded'), ('confirmed', 'due'),
    ('shipped', 'paid'), ('shipped', 'due'), ('shipped', 'refunded'),
    ('received', 'paid'), ('received', 'due'), ('received', 'refunded'),
    ('closed', 'paid'), ('closed', 'due'), ('closed', 'refunded'),
    ('cancelled', 'none'), ('cancelled', 'refunded'), ('cancelled', 'void')
)
    or (payment.state in ('due', 'void') and payment.method <> 'cod')
