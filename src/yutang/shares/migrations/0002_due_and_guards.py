"""An order that was received becomes due to be settled; what was agreed and shared stays so.

* The order's row is at hand when it is received: its settlement becomes due in the same
  transaction, whoever moved it, in a haul or alone.
* A version of a split never changes, but for the moment at which it was agreed; nothing is added
  to one that is. Agreements, shares and reversals are only added.
"""

from django.db import migrations

FORWARD = """
create function shares_order_is_due() returns trigger language plpgsql as $$
begin
    insert into shares_settlement (order_id, due_at, held_why) values (new.id, now(), '')
    on conflict (order_id) do update set due_at = excluded.due_at
    where shares_settlement.settled_at is null and shares_settlement.due_at is null;
    return null;
end
$$;
create trigger shares_order_is_due after update of state on trade_order
for each row when (new.state = 'received' and old.state <> 'received')
execute function shares_order_is_due();

create function shares_stays() returns trigger language plpgsql as $$
begin
    raise exception '% of % is refused: what was agreed and shared stays', lower(tg_op),
        tg_table_name using errcode = 'check_violation', constraint = 'shares_stays';
end
$$;
create trigger shares_stays before update or delete on shares_splitpart
for each statement execute function shares_stays();
create trigger shares_stays before update or delete on shares_agreement
for each statement execute function shares_stays();
create trigger shares_stays before update or delete on shares_share
for each statement execute function shares_stays();
create trigger shares_stays before update or delete on shares_reversal
for each statement execute function shares_stays();
create trigger shares_stays before delete on shares_split
for each statement execute function shares_stays();

create function shares_split_stays() returns trigger language plpgsql as $$
begin
    if old.agreed_at is not null or new.agreed_at is null or (
        old.id, old.lot_id, old.place_code, old.version, old.made_at, old.made_by_id, old.farmer_id
    ) is distinct from (
        new.id, new.lot_id, new.place_code, new.version, new.made_at, new.made_by_id, new.farmer_id
    ) then
        raise exception 'split % stays as it is; make a new version', old.id
            using errcode = 'check_violation', constraint = 'shares_stays';
    end if;
    return new;
end
$$;
create trigger shares_split_stays before update on shares_split
for each row execute function shares_split_stays();

create function shares_parts_before_agreement() returns trigger language plpgsql as $$
begin
    perform from added join shares_split s on s.id = added.split_id
    where s.agreed_at is not null;
    if found then
        raise exception 'a part comes too late: its split is agreed'
            using errcode = 'check_violation', constraint = 'shares_stays';
    end if;
    return null;
end
$$;
create trigger shares_parts_before_agreement after insert on shares_splitpart
referencing new table as added
for each statement execute function shares_parts_before_agreement();
"""
BACKWARD = """
drop trigger shares_order_is_due on trade_order;
drop trigger shares_stays on shares_splitpart;
drop trigger shares_stays on shares_agreement;
drop trigger shares_stays on shares_share;
drop trigger shares_stays on shares_reversal;
drop trigger shares_stays on shares_split;
drop trigger shares_split_stays on shares_split;
drop trigger shares_parts_before_agreement on shares_splitpart;
drop function shares_order_is_due();
drop function shares_stays();
drop function shares_split_stays();
drop function shares_parts_before_agreement();
"""


class Migration(migrations.Migration):
    dependencies = [("shares", "0001_initial"), ("trade", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
