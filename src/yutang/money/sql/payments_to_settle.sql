-- What these orders' buyers paid, freight in it, and what of it was decided to go back.
select order_id, amount_fen, freight_fen, refunded_fen
from money_payment
where order_id = any(%(orders)s::uuid[]) and state in ('paid', 'refunded')
