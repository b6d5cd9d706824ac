-- A batch has one certificate in force, and a certificate replaces one of its own batch, with a
-- reason.
-- counts: goods_certificate
select c.batch_id as batch, count(*) as in_force, min(c.number) as number
from goods_certificate c
where not exists (select 1 from goods_certificate later where later.replaces_id = c.id)
group by c.batch_id
having count(*) > 1
union all
select c.batch_id, 0, c.number
from goods_certificate c
join goods_certificate before on before.id = c.replaces_id
where before.batch_id <> c.batch_id or c.replace_reason = ''
