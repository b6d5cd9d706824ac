-- One row a viewer of the sale: an account, or a signed device where nobody signed in.
select
    viewing.id,
    case when left(viewing.viewer, 2) = 'p:' then 'account' else 'device' end as kind,
    coalesce(person.name, '') as viewer,
    viewing.first_at,
    viewing.last_at,
    viewing.entries::bigint as entries,
    viewing.stayed_s
from live_viewing viewing
left join people_person person on viewing.viewer = 'p:' || person.id::text
where viewing.sale_id = %(sale)s
