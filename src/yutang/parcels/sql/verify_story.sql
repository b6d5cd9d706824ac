-- A parcel that stands as delivered has the event that says so, at that moment, not before it was
-- sent.
-- counts: parcels_parcel
select p.id, p.state, p.sent_at, p.delivered_at
from parcels_parcel p
where p.state = 'delivered'
    and (
        p.delivered_at < p.sent_at - interval '1 day'
        or not exists (
            select 1
            from parcels_parcelevent e
            where e.parcel_id = p.id and e.state = 'delivered'
                and abs(extract(epoch from e.at - p.delivered_at)) < 1
        )
    )
