-- An offer counts whom it took: each has a placement, and nobody is taken beyond the number wanted.
-- counts: placement_offer
select o.id, o.hired, o.wanted
from placement_offer o
cross join lateral (
    select count(*) as taken, count(p.id) as began
    from placement_application a
    left join placement_placement p on p.application_id = a.id
    where a.offer_id = o.id and a.state = 'hired'
) applications
where o.hired <> applications.taken
    or applications.began <> applications.taken
    or o.hired > o.wanted
