"""What the database itself keeps of caps and coupons, however orders are written.

* What caps count is kept by triggers, a statement at a time: every new order counts in each cap of
  its lot; one that is cancelled, expires or is deleted is given back to the day it was placed. So
  no way of writing orders can forget a cap. Counts are changed in the order of caps and days.
* An order's coupon is there and is its lot's, asked once a statement as its buyer and lot are
  (migration 0003).
"""

from django.db import migrations

FORWARD = """
create function trade_cap_day(kind text, placed_at timestamptz) returns date
language sql immutable as $$
    select case kind
        when 'parcels_day' then (placed_at at time zone 'Asia/Shanghai')::date
        else date '1970-01-01'
    end
$$;

create function trade_order_takes_caps() returns trigger language plpgsql as $$
begin
    if not exists (
        select 1
        from (select distinct lot_id from placed) o
        join trade_caplot l on l.lot_id = o.lot_id
    ) then
        return null;
    end if;
    insert into trade_capcount (cap_id, day, taken)
    select c.id, trade_cap_day(c.kind, o.placed_at),
        sum(case c.kind when 'fen' then o.amount_fen else 1 end)
    from placed o
    join trade_caplot l on l.lot_id = o.lot_id
    join trade_cap c on c.id = l.cap_id
    group by 1, 2
    order by 1, 2
    on conflict (cap_id, day) do update set taken = trade_capcount.taken + excluded.taken;
    return null;
end
$$;

create trigger trade_order_takes_caps after insert on trade_order
referencing new table as placed
for each statement execute function trade_order_takes_caps();

create function trade_order_frees_caps() returns trigger language plpgsql as $$
declare
    freed record;
begin
    if not exists (select 1 from after where state in ('cancelled', 'expired')) then
        return null;
    end if;
    for freed in
        select c.id as cap_id, trade_cap_day(c.kind, o.placed_at) as day,
            sum(o.share * case c.kind when 'fen' then o.amount_fen else 1 end) as units
        from (
            select lot_id, placed_at, amount_fen, 1 as share
            from before where state not in ('cancelled', 'expired')
            union all
            select lot_id, placed_at, amount_fen, -1
            from after where state not in ('cancelled', 'expired')
        ) o
        join trade_caplot l on l.lot_id = o.lot_id
        join trade_cap c on c.id = l.cap_id
        group by 1, 2
        order by 1, 2
    loop
        update trade_capcount set taken = taken - freed.units
        where cap_id = freed.cap_id and day = freed.day;
    end loop;
    return null;
end
$$;

create trigger trade_order_frees_caps after update on trade_order
referencing old table as before new table as after
for each statement execute function trade_order_frees_caps();

create function trade_order_gone_frees_caps() returns trigger language plpgsql as $$
declare
    freed record;
begin
    for freed in
        select c.id as cap_id, trade_cap_day(c.kind, o.placed_at) as day,
            sum(case c.kind when 'fen' then o.amount_fen else 1 end) as units
        from before o
        join trade_caplot l on l.lot_id = o.lot_id
        join trade_cap c on c.id = l.cap_id
        where o.state not in ('cancelled', 'expired')
        group by 1, 2
        order by 1, 2
    loop
        update trade_capcount set taken = taken - freed.units
        where cap_id = freed.cap_id and day = freed.day;
    end loop;
    return null;
end
$$;

create trigger trade_order_gone_frees_caps after delete on trade_order
referencing old table as before
for each statement execute function trade_order_gone_frees_caps();

create or replace function trade_order_references() returns trigger language plpgsql as $$
declare
    lost record;
begin
    select placed.id, placed.buyer_id, placed.lot_id, placed.coupon_id into lost
    from placed
    where (select p.id from people_person p where p.id = placed.buyer_id) is null
        or (select l.id from trade_lot l where l.id = placed.lot_id) is null
        or placed.coupon_id is not null and (
            select c.id from trade_coupon c
            where c.id = placed.coupon_id and c.lot_id = placed.lot_id
        ) is null
    limit 1;
    if found then
        raise exception 'order % names buyer %, lot % and coupon %, which are not all there',
            lost.id, lost.buyer_id, lost.lot_id, lost.coupon_id
            using errcode = 'foreign_key_violation', constraint = 'trade_order_references';
    end if;
    return null;
end
$$;

create function trade_order_needs_coupon() returns trigger language plpgsql as $$
begin
    lock table trade_order in share row exclusive mode;
    if exists (select 1 from gone join trade_order o on o.coupon_id = gone.id) then
        raise exception 'a coupon deleted has orders'
            using errcode = 'foreign_key_violation', constraint = 'trade_order_needs_coupon';
    end if;
    return null;
end
$$;

create trigger trade_order_needs_coupon after delete on trade_coupon
referencing old table as gone
for each statement execute function trade_order_needs_coupon();

drop trigger trade_order_stays on trade_order;
create trigger trade_order_stays before update of buyer_id, lot_id, coupon_id on trade_order
for each row when (
    old.buyer_id <> new.buyer_id or old.lot_id <> new.lot_id
    or old.coupon_id is distinct from new.coupon_id
)
execute function trade_order_stays();
"""
BACKWARD = """
drop trigger trade_order_takes_caps on trade_order;
drop trigger trade_order_frees_caps on trade_order;
drop trigger trade_order_gone_frees_caps on trade_order;
drop trigger trade_order_needs_coupon on trade_coupon;
drop function trade_order_takes_caps();
drop function trade_order_frees_caps();
drop function trade_order_gone_frees_caps();
drop function trade_order_needs_coupon();
drop function trade_cap_day(text, timestamptz);
drop trigger trade_order_stays on trade_order;
create trigger trade_order_stays before update of buyer_id, lot_id on trade_order
for each row when (old.buyer_id <> new.buyer_id or old.lot_id <> new.lot_id)
execute function trade_order_stays();

create or replace function trade_order_references() returns trigger language plpgsql as $$
declare
    lost record;
begin
    select placed.id, placed.buyer_id, placed.lot_id into lost
    from placed
    where (select p.id from people_person p where p.id = placed.buyer_id) is null
        or (select l.id from trade_lot l where l.id = placed.lot_id) is null
    limit 1;
    if found then
        raise exception 'order % names buyer % and lot %, which are not both there',
            lost.id, lost.buyer_id, lost.lot_id
            using errcode = 'foreign_key_violation', constraint = 'trade_order_references';
    end if;
    return null;
end
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("trade", "0004_waves_caps_tickets")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
