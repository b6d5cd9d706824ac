-- A shape is of a place that exists in its edition, of that place's level, and has one to replace it.
-- counts: atlas_shape
select s.id, s.code, s.edition, s.level, s.replaced_at
from atlas_shape s
where not exists (
        select from places_place p
        where p.code = s.code and p.edition = s.edition and p.level = s.level
    )
    or (
        s.replaced_at is not null
        and not exists (
            select from atlas_shape later
            where later.code = s.code and later.made_at >= s.replaced_at
        )
    )
    or s.near = '' or s.far = ''
