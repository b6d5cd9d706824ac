-- A border stands once for both ways, between two places of one level that have a shape now.
-- counts: atlas_border
select b.id, b.low, b.high
from atlas_border b
where b.low >= b.high
    or length(b.low) <> length(b.high)
    or exists (select from atlas_border other where other.low = b.high and other.high = b.low)
    or 2 <> (
        select count(*) from atlas_shape s
        where s.code in (b.low, b.high) and s.replaced_at is null
    )
