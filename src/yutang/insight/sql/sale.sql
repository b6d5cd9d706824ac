-- What the results of a sale need to know of the sale itself. A rehearsal has no results: it counts
-- in no figure.
select
    id, title, title_en, state, host_id, county_codes, starts_at, live_at, ended_at, is_demo
from live_sale
where id = %(sale)s and rehearses_id is null
