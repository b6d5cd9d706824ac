-- No cap is exceeded, unless it was set below what was taken already.
-- counts: trade_cap
select c.id as cap, c.kind, c.most, k.day, k.taken
from trade_cap c
join trade_capcount k on k.cap_id = c.id
where k.taken > greatest(c.most, c.had)
