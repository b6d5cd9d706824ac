-- Every list says how many rows it left out as many as are kept, and brought at most its own quotes.
-- counts: prices_priceimport
select i.id, i.refused, coalesce(l.n, 0) as kept, i.added + i.changed as written,
    coalesce(q.n, 0) as standing
from prices_priceimport i
left join (select brought_by_id, count(*) as n from prices_leftrow group by 1) l
    on l.brought_by_id = i.id
left join (select brought_by_id, count(*) as n from prices_quote group by 1) q
    on q.brought_by_id = i.id
where i.refused <> coalesce(l.n, 0)
    or coalesce(q.n, 0) > i.added + i.changed
