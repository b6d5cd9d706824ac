-- The counties of a sale that this person hosts; whether they may send its picture is `rules.may_run`
-- of the roles they hold now. Whoever else may run the sale gets a broadcast pass from its console.
select county_codes from live_sale where id = %(sale)s and host_id = %(person)s
