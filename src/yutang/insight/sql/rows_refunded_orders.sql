-- Orders of which money went back.
select * from facts_orders where refunded_fen > 0
