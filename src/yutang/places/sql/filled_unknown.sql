select filled.code
from places_filled filled
where not exists (
    select from places_place known
    where known.code = filled.code and known.edition = %(edition)s
)
order by filled.code
