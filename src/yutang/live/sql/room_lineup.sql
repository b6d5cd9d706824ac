-- The lots of a sale in the order of its lineup.
select lot_id from live_lineupitem where sale_id = %(sale)s order by position, id
