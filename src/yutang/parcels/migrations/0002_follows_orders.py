"""A parcel follows its order: sent when the order is, delivered at the latest when it is received.

The trigger lies on the orders' table because every way of sending or receiving ends there: a tap,
a file of waybill numbers, cash at the door, time. Orders below know nothing of it.
"""

from django.db import migrations

FORWARD = """
create function parcels_follow_order() returns trigger language plpgsql as $$
declare
    moment timestamptz := clock_timestamp();
    who bigint := nullif(current_setting('yutang.person', true), '')::bigint;
    mine record;
begin
    if new.state = 'shipped' then
        insert into parcels_parcel (order_id, batch_id, carrier, waybill, was_ordered, state,
            on_delivery, station_line, packed_at, sent_at, ask_at, asked)
        select new.id, l.batch_id, '', new.tracking, false, 'sent', old.state = 'confirmed', '',
            moment, moment, moment + interval '4 hours', 0
        from trade_lot l
        where l.id = new.lot_id
        on conflict (order_id) do update
        set waybill = excluded.waybill,
            state = case parcels_parcel.state when 'packed' then 'sent' else parcels_parcel.state end,
            sent_at = coalesce(parcels_parcel.sent_at, excluded.sent_at),
            ask_at = excluded.ask_at,
            asked = 0
        returning id into mine;
        if old.state <> 'shipped' then
            insert into parcels_parcelevent (parcel_id, at, told_at, place, said, state, source,
                carrier, by_id, mark)
            values (mine.id, moment, moment, '', '', 'sent', 'sender', '', who,
                decode(md5('sent ' || moment), 'hex'));
        end if;
        return null;
    end if;
    select id, state into mine from parcels_parcel where order_id = new.id for update;
    if mine.id is null then
        return null;
    end if;
    update parcels_parcel
    set received_at = moment,
        state = 'delivered',
        sent_at = coalesce(sent_at, moment),
        delivered_at = case state when 'delivered' then delivered_at else moment end,
        heard_at = moment,
        ask_at = null
    where id = mine.id;
    if mine.state <> 'delivered' then
        insert into parcels_parcelevent (parcel_id, at, told_at, place, said, state, source,
            carrier, by_id, mark)
        values (mine.id, moment, moment, '', '', 'delivered',
            case when who = new.buyer_id then 'buyer' when who is null then 'time' else 'sender' end,
            '', who, decode(md5('received ' || moment), 'hex'));
    end if;
    return null;
end
$$;

create trigger parcels_follow_order after update of state, tracking on trade_order
for each row when (
    (new.state in ('shipped', 'received') and old.state is distinct from new.state)
    or (new.state = 'shipped' and old.tracking is distinct from new.tracking)
)
execute function parcels_follow_order();

-- Orders of before have their parcels too, with the moments that their diary tells.
insert into parcels_parcel (order_id, batch_id, carrier, waybill, was_ordered, state, on_delivery,
    station_line, packed_at, sent_at, heard_at, delivered_at, received_at, asked)
select o.id, l.batch_id, '', o.tracking, false,
    case when got.at is null then 'sent' else 'delivered' end,
    went.from_state = 'confirmed', '', went.at, went.at, got.at, got.at, got.at, 0
from trade_order o
join trade_lot l on l.id = o.lot_id
join trade_orderchange went on went.order_id = o.id and went.to_state = 'shipped'
left join trade_orderchange got on got.order_id = o.id and got.to_state = 'received'
where o.state in ('shipped', 'received', 'closed');

insert into parcels_parcelevent (parcel_id, at, told_at, place, said, state, source, carrier, mark)
select p.id, p.sent_at, p.sent_at, '', '', 'sent', 'sender', '', decode(md5('sent'), 'hex')
from parcels_parcel p
union all
select p.id, p.delivered_at, p.delivered_at, '', '', 'delivered', 'time', '',
    decode(md5('received'), 'hex')
from parcels_parcel p
where p.state = 'delivered';
"""
BACKWARD = """
drop trigger parcels_follow_order on trade_order;
drop function parcels_follow_order();
"""


class Migration(migrations.Migration):
    dependencies = [("parcels", "0001_initial"), ("trade", "0006_words_of_the_office")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
