"""What a month said before stays readable; months keep their listing and import; none goes away.

The triggers look at whole statements, because months come by the million.
"""

from django.db import migrations

FORWARD = """
create function shops_month_was() returns trigger language plpgsql as $$
begin
    insert into shops_shopmonthwas (listing_id, month, orders, units, sales_fen, refunds_fen,
        source, modified_at, imported_at, ledger_id, brought_by_id, by_id, replaced_at)
    select o.listing_id, o.month, o.orders, o.units, o.sales_fen, o.refunds_fen,
        o.source, o.modified_at, o.imported_at, o.ledger_id, o.brought_by_id, o.by_id,
        clock_timestamp()
    from earlier o
    join later n on n.listing_id = o.listing_id and n.month = o.month
    where (o.orders, o.units, o.sales_fen, o.refunds_fen)
        is distinct from (n.orders, n.units, n.sales_fen, n.refunds_fen);
    return null;
end
$$;

create trigger shops_month_was after update on shops_shopmonth
referencing old table as earlier new table as later
for each statement execute function shops_month_was();

create function shops_month_references() returns trigger language plpgsql as $$
begin
    if exists (
        select from (select distinct listing_id from written) w
        left join shops_listing l on l.id = w.listing_id where l.id is null
    ) or exists (
        select from (select distinct brought_by_id from written) w
        left join shops_shopimport i on i.id = w.brought_by_id
        where w.brought_by_id is not null and i.id is null
    ) then
        raise exception 'a month names a listing or an import that is not there'
            using errcode = 'foreign_key_violation', constraint = 'shops_month_references';
    end if;
    return null;
end
$$;

create trigger shops_month_references after insert on shops_shopmonth
referencing new table as written
for each statement execute function shops_month_references();

create function shops_month_stays() returns trigger language plpgsql as $$
begin
    raise exception 'a month of a shop stays: write what is right, the earlier value is kept'
        using errcode = 'integrity_constraint_violation', constraint = 'shops_month_stays';
end
$$;

create trigger shops_month_stays before delete on shops_shopmonth
for each statement execute function shops_month_stays();

create trigger shops_month_keeps_its_key before update of listing_id, month on shops_shopmonth
for each row when (old.listing_id <> new.listing_id or old.month <> new.month)
execute function shops_month_stays();
"""
BACK = """
drop trigger shops_month_keeps_its_key on shops_shopmonth;
drop trigger shops_month_stays on shops_shopmonth;
drop function shops_month_stays();
drop trigger shops_month_references on shops_shopmonth;
drop function shops_month_references();
drop trigger shops_month_was on shops_shopmonth;
drop function shops_month_was();
"""


class Migration(migrations.Migration):
    dependencies = [("shops", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
