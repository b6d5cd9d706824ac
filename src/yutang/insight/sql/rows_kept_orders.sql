-- Paid orders whose money did not go back entirely.
select * from {facts} where paid_fen > refunded_fen
