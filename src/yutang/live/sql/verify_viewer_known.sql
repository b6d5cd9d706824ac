-- A viewing by an account is of an account that exists.
-- counts: live_viewing
select viewing.id as viewing, viewing.sale_id as sale, viewing.viewer
from live_viewing viewing
left join people_person person on viewing.viewer = 'p:' || person.id::text
where left(viewing.viewer, 2) = 'p:' and person.id is null
