-- A name that lists write means a place there is, in a place there is; or one that is no more.
-- counts: places_alias
select alias.id, alias.within, alias.written, alias.code
from places_alias alias
where (alias.code <> '' and not exists (select from places_place where code = alias.code))
    or (alias.within <> '' and not exists (select from places_place where code = alias.within))
