-- Whether this person, known by cookie only, may send the sale's picture: its host may. Whoever
-- else may run the sale gets a broadcast pass from its console page.
select 1 from live_sale where id = %(sale)s and host_id = %(person)s
