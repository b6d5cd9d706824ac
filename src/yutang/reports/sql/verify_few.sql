-- Of a number of fewer than ten persons nothing was kept: no number, no parts, no rows.
-- counts: reports_frozenvalue
select f.id, f.indicator
from reports_frozenvalue f
where f.why_none = 'few' and (
    f.number is not null or f.numerator is not null or f.denominator is not null or f.rows <> 0
)
