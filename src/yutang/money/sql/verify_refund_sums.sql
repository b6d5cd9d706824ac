-- What a payment says went back is the sum of its refunds; stray money goes back whole, once.
-- counts: money_refund
select payment.id as payment, null::bigint as attempt, payment.refunded_fen as said_fen,
    coalesce(sum(refund.amount_fen), 0) as fen
from money_payment payment
left join money_refund refund on refund.payment_id = payment.id
group by payment.id
having payment.refunded_fen <> coalesce(sum(refund.amount_fen), 0)
    or payment.returned_fen <> coalesce(sum(refund.amount_fen) filter (where refund.state = 'done'), 0)
union all
select null, attempt.id, attempt.amount_fen, coalesce(sum(refund.amount_fen), 0)
from money_attempt attempt
left join money_refund refund on refund.attempt_id = attempt.id and refund.payment_id is null
group by attempt.id
having coalesce(sum(refund.amount_fen), 0)
    <> case attempt.state when 'stray' then attempt.amount_fen else 0 end
