-- The sale's own counter: likes are counted as they come, not kept one by one.
select id, live_at as at, likes from live_sale where id = %(sale)s
