-- Marks that goods from each place and from all under it may show on a day; one counts once.
select given.code, count(distinct u.mark_id)::int
from unnest(%(codes)s::text[]) given (code)
left join (
    select u.mark_id, left(p.origin_code, digits) as code
    from goods_markuse u
    join goods_product p on p.id = u.product_id
    cross join unnest(array[2, 4, 6, 9, 12]) digits
    where digits <= length(p.origin_code)
        and u.valid_from <= %(day)s and u.valid_until >= %(day)s
        and (u.ended_at is null or (u.ended_at at time zone 'Asia/Shanghai')::date > %(day)s::date)
) u on u.code = given.code
group by given.code
