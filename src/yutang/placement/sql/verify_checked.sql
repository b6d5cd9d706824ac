-- What is on the board was put there by somebody who did not make the offer.
-- counts: placement_offer
select o.id, o.made_by_id
from placement_offer o
where o.state = 'public'
    and not exists (
        select from placement_offerstep s
        where s.offer_id = o.id and s.state = 'public' and s.by_id <> o.made_by_id
    )
