-- The sales that are in one of these states.
select id from live_sale where state = any(%(states)s)
