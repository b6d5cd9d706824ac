-- An order's payment is what its state says: none while held, paid or due once it is bought, back
-- when it is cancelled.
-- counts: trade_order
select o.id as "order", o.state, coalesce(payment.state, 'none') as payment, payment.method
from trade_order o
left join money_payment payment on payment.order_id = o.id
where (o.state, coalesce(payment.state, 'none')) not in (
    ('held', 'none'), ('expired', 'none'),
    ('paid', 'paid'), ('confirmed', 'due'),
    ('shipped', 'paid'), ('shipped', 'due'),
    ('received', 'paid'), ('received', 'due'),
    ('closed', 'paid'), ('closed', 'due'),
    ('cancelled', 'none'), ('cancelled', 'refunded'), ('cancelled', 'void')
)
    or (payment.state in ('due', 'void') and payment.method <> 'cod')
