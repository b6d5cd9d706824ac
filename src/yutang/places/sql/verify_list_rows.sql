-- A row of a list that is joined means a place there is, and one somebody decided says why.
-- counts: places_matchrow
select row.id, row.match_list_id, row.number, row.match, row.code
from places_matchrow row
where (row.code <> '' and not exists (select from places_place where code = row.code))
    or (row.match in ('exact', 'alias', 'successor', 'short', 'moved', 'variant') and row.code = '')
    or (row.decided_at is not null and row.reason = '')
