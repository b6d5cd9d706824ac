"""An order's buyer and lot are there: kept by one check a statement instead of two a row.

PostgreSQL asks a foreign key row by row and locks what it finds; for orders in batches that was
two fifths of the database's work. The same promise is kept here from both sides:

* whoever inserts orders has all their buyers and lots looked up at once, after the insert;
* whoever deletes a buyer or a lot first waits for all who are inserting (a table lock that lets
  readers pass), then looks for orders. Who inserts later looks after that deletion's commit.

An order's buyer and lot never change afterwards.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = """
create function trade_order_references() returns trigger language plpgsql as $$
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

create trigger trade_order_references after insert on trade_order
referencing new table as placed
for each statement execute function trade_order_references();

create function trade_order_stays() returns trigger language plpgsql as $$
begin
    raise exception 'order % keeps its buyer and its lot', old.id
        using errcode = 'foreign_key_violation', constraint = 'trade_order_stays';
end
$$;

create trigger trade_order_stays before update of buyer_id, lot_id on trade_order
for each row when (old.buyer_id <> new.buyer_id or old.lot_id <> new.lot_id)
execute function trade_order_stays();

create function trade_order_needs_buyer() returns trigger language plpgsql as $$
begin
    lock table trade_order in share row exclusive mode;
    if exists (select 1 from gone join trade_order o on o.buyer_id = gone.id) then
        raise exception 'somebody deleted has orders'
            using errcode = 'foreign_key_violation', constraint = 'trade_order_needs_buyer';
    end if;
    return null;
end
$$;

create trigger trade_order_needs_buyer after delete on people_person
referencing old table as gone
for each statement execute function trade_order_needs_buyer();

create function trade_order_needs_lot() returns trigger language plpgsql as $$
begin
    lock table trade_order in share row exclusive mode;
    if exists (select 1 from gone join trade_order o on o.lot_id = gone.id) then
        raise exception 'a lot deleted has orders'
            using errcode = 'foreign_key_violation', constraint = 'trade_order_needs_lot';
    end if;
    return null;
end
$$;

create trigger trade_order_needs_lot after delete on trade_lot
referencing old table as gone
for each statement execute function trade_order_needs_lot();
"""
BACKWARD = """
drop trigger trade_order_references on trade_order;
drop trigger trade_order_stays on trade_order;
drop trigger trade_order_needs_buyer on people_person;
drop trigger trade_order_needs_lot on trade_lot;
drop function trade_order_references();
drop function trade_order_stays();
drop function trade_order_needs_buyer();
drop function trade_order_needs_lot();
"""


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("trade", "0002_arrows"),
    ]
    operations = [
        migrations.AlterField(
            model_name="order",
            name="buyer",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="orders",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="order",
            name="lot",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="orders",
                to="trade.lot",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
