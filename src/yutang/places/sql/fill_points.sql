-- Points of today's places that are new or lie elsewhere now; what is the same stays untouched.
update places_place known
set longitude = filled.longitude, latitude = filled.latitude, point_from_id = %(filling)s
from places_filled filled
where known.code = filled.code and known.edition = %(edition)s
    and (known.longitude, known.latitude)
        is distinct from (filled.longitude, filled.latitude)
