-- The orders that are due to be settled, first come first. Whoever touches one now keeps it until
-- the next time.
select order_id
from shares_settlement
where due_at <= %(now)s and settled_at is null and held_at is null
order by due_at
limit %(most)s
for update skip locked
