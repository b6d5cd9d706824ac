-- A lot has a sold-out moment only while none of its units is available.
-- counts: trade_lot
select id as lot, available, sold_out_at
from trade_lot
where sold_out_at is not null and available > 0
