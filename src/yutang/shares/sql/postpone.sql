-- Nothing to share yet (the cash is not collected): ask again later.
update shares_settlement set due_at = %(later)s
where order_id = any(%(orders)s::uuid[]) and settled_at is null
returning order_id
