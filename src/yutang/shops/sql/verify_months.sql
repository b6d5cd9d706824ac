-- Every month of a shop is of a listing that is there, and came with an import that is there.
-- counts: shops_shopmonth
select m.listing_id, m.month, m.brought_by_id as brought_by
from shops_shopmonth m
left join shops_listing l on l.id = m.listing_id
left join shops_shopimport i on i.id = m.brought_by_id
where l.id is null or (m.brought_by_id is not null and i.id is null)
    or m.month <> date_trunc('month', m.month)::date
