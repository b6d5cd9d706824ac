-- Producers of each place and of all under it, with a product, registered by the end of a day.
select given.code, count(distinct r.id)::int
from unnest(%(codes)s::text[]) given (code)
left join (
    select r.id, left(r.village_code, digits) as code
    from goods_producer r cross join unnest(array[2, 4, 6, 9, 12]) digits
    where digits <= length(r.village_code)
        and exists (select from goods_product p where p.producer_id = r.id)
        and (r.created_at at time zone 'Asia/Shanghai')::date <= %(day)s::date
) r on r.code = given.code
group by given.code
