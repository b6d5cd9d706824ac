update places_place known
set urban_rural_class = filled.class, class_from_id = %(filling)s
from places_filled filled
where known.code = filled.code and known.edition = %(edition)s
    and known.urban_rural_class <> filled.class
