-- Orders of which money went back.
select * from {facts} where refunded_fen > 0
