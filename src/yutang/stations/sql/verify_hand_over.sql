-- A parcel handed over at a station is delivered; one that waits there is not, and was sent there.
-- counts: stations_pickup
select u.id, u.parcel_id, p.state, p.station_id, u.handed_at
from stations_pickup u
join parcels_parcel p on p.id = u.parcel_id
where (u.handed_at is not null and p.state not in ('delivered', 'returned'))
    or (u.handed_at is not null and u.handed_at < u.arrived_at)
    or (u.handed_at is null and p.station_id is distinct from u.station_id)
