"""An order's state moves only along its arrows; each move is recorded where it happens."""

from django.db import migrations

FORWARD = """
create function trade_order_moves() returns trigger language plpgsql as $$
begin
    if (old.state, new.state) not in (
        ('held', 'paid'), ('held', 'confirmed'), ('held', 'cancelled'), ('held', 'expired'),
        ('paid', 'shipped'), ('paid', 'cancelled'),
        ('confirmed', 'shipped'), ('confirmed', 'cancelled'),
        ('shipped', 'received'), ('received', 'closed')
    ) then
        raise exception 'order % cannot go from % to %', old.id, old.state, new.state
            using errcode = 'check_violation', constraint = 'trade_order_arrow';
    end if;
    insert into trade_orderchange (order_id, at, from_state, to_state, by_id)
    values (
        old.id, clock_timestamp(), old.state, new.state,
        nullif(current_setting('yutang.person', true), '')::bigint
    );
    return new;
end
$$;

create trigger trade_order_moves before update of state on trade_order
for each row when (old.state is distinct from new.state)
execute function trade_order_moves();

create function trade_order_starts_held() returns trigger language plpgsql as $$
begin
    raise exception 'an order starts held, not %', new.state
        using errcode = 'check_violation', constraint = 'trade_order_arrow';
end
$$;

create trigger trade_order_starts_held before insert on trade_order
for each row when (new.state <> 'held')
execute function trade_order_starts_held();
"""
BACKWARD = """
drop trigger trade_order_moves on trade_order;
drop trigger trade_order_starts_held on trade_order;
drop function trade_order_moves();
drop function trade_order_starts_held();
"""


class Migration(migrations.Migration):
    dependencies = [("trade", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
