-- Orders that were paid, or confirmed for cash on delivery; refunded ones too.
select * from {facts} where paid_fen > 0
