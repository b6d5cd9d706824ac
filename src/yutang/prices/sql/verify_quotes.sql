-- Every quote that was ever written was brought by a list: those that stand and those replaced.
-- counts: prices_quote
select i.id, i.added, i.changed
from prices_priceimport i
left join (
    select brought_by_id, count(*) as n
    from (
        select brought_by_id from prices_quote
        union all
        select brought_by_id from prices_quotewas
    ) as ever
    group by brought_by_id
) e on e.brought_by_id = i.id
where coalesce(e.n, 0) <> i.added + i.changed
