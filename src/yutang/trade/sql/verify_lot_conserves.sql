-- A lot's units add up and none is negative: stocked = available + held + sold + withdrawn.
-- counts: trade_lot
select id as lot, stocked, available, held, sold, withdrawn
from trade_lot
where stocked <> available + held + sold + withdrawn
    or least(stocked, available, held, sold, withdrawn) < 0
