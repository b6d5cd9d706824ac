-- An attempt that is paid is its order's payment, to the fen; a payment from afar has its attempt.
-- counts: money_attempt
select attempt.id as attempt, payment.id as payment, attempt.amount_fen as attempt_fen,
    payment.amount_fen as payment_fen
from (select * from money_attempt where state = 'paid') attempt
full join (select * from money_payment where method in ('wechat', 'alipay', 'bank')) payment
    on payment.order_id = attempt.order_id
where (payment.method, payment.amount_fen) is distinct from (attempt.provider, attempt.amount_fen)
