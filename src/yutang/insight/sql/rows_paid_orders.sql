-- Orders that were paid, or confirmed for cash on delivery; refunded ones too.
select * from facts_orders where paid_fen > 0
