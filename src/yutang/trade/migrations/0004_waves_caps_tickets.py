"""Waves, caps, coupons and tickets; and what the database itself keeps of them.

* What caps count is kept by triggers, a statement at a time: every new order counts in each cap of
  its lot; one that is cancelled, expires or is deleted is given back to the day it was placed. So
  no way of writing orders can forget a cap. Counts are changed in the order of caps and days.
* An order's coupon is there and is its lot's, asked once a statement as its buyer and lot are
  (migration 0003).
"""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

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
    dependencies = [
        ("goods", "0001_initial"),
        ("trade", "0003_order_references"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Cap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("orders", "Number of orders"),
                            ("fen", "Fen"),
                            ("parcels_day", "Parcels a day"),
                        ],
                        max_length=12,
                        verbose_name="what is counted",
                    ),
                ),
                ("most", models.PositiveBigIntegerField(verbose_name="most")),
                (
                    "had",
                    models.PositiveBigIntegerField(default=0, verbose_name="taken when it was set"),
                ),
                ("sale_id", models.BigIntegerField(null=True, verbose_name="sale")),
                ("name", models.CharField(blank=True, max_length=60, verbose_name="name")),
            ],
            options={
                "verbose_name": "cap",
                "verbose_name_plural": "caps",
            },
        ),
        migrations.CreateModel(
            name="CapCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("taken", models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="CapLot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Coupon",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="coupon code")),
                ("uses_most", models.PositiveIntegerField(default=1, verbose_name="most orders")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="void since")),
            ],
            options={
                "verbose_name": "coupon",
                "verbose_name_plural": "coupons",
            },
        ),
        migrations.CreateModel(
            name="Ticket",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField()),
                ("quantity", models.PositiveIntegerField(verbose_name="quantity")),
                ("coupon", models.CharField(blank=True, max_length=20, verbose_name="coupon")),
                ("sale_id", models.BigIntegerField(null=True, verbose_name="sale")),
                ("number", models.PositiveIntegerField(null=True, verbose_name="number")),
                ("entered_at", models.DateTimeField(verbose_name="entered at")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("called", "Called"),
                            ("left", "Left the line"),
                            ("refused", "Refused"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("order_id", models.UUIDField(null=True, verbose_name="order")),
                (
                    "answer",
                    models.CharField(
                        blank=True, max_length=16, verbose_name="reason of the refusal"
                    ),
                ),
            ],
            options={
                "verbose_name": "ticket",
                "verbose_name_plural": "tickets",
            },
        ),
        migrations.CreateModel(
            name="Wave",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "after_s",
                    models.PositiveIntegerField(verbose_name="seconds after the sale went live"),
                ),
                ("at", models.DateTimeField(null=True, verbose_name="due at")),
                ("units", models.PositiveIntegerField(verbose_name="units of the wave")),
                ("released_at", models.DateTimeField(null=True, verbose_name="released at")),
            ],
            options={
                "verbose_name": "wave",
                "verbose_name_plural": "waves",
            },
        ),
        migrations.AddField(
            model_name="lot",
            name="by_coupon",
            field=models.BooleanField(default=False, verbose_name="only with a coupon"),
        ),
        migrations.AddField(
            model_name="lot",
            name="by_ticket",
            field=models.BooleanField(default=False, verbose_name="waiting room"),
        ),
        migrations.AddField(
            model_name="lot",
            name="called",
            field=models.PositiveIntegerField(default=0, verbose_name="highest number called"),
        ),
        migrations.AddField(
            model_name="lot",
            name="closes_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="orders until"),
        ),
        migrations.AddField(
            model_name="lot",
            name="draw_seed",
            field=models.BigIntegerField(blank=True, null=True, verbose_name="seed of the draw"),
        ),
        migrations.AddField(
            model_name="lot",
            name="drawn_at",
            field=models.DateTimeField(
                blank=True, null=True, verbose_name="opening that was drawn for"
            ),
        ),
        migrations.AddField(
            model_name="lot",
            name="household_limit",
            field=models.PositiveIntegerField(
                blank=True, null=True, verbose_name="most units a household"
            ),
        ),
        migrations.AddField(
            model_name="lot",
            name="is_rehearsal",
            field=models.BooleanField(default=False, verbose_name="rehearsal"),
        ),
        migrations.AddField(
            model_name="lot",
            name="numbered",
            field=models.PositiveIntegerField(default=0, verbose_name="highest number given"),
        ),
        migrations.AddField(
            model_name="lot",
            name="opens_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="orders from"),
        ),
        migrations.AddField(
            model_name="order",
            name="coupon_id",
            field=models.BigIntegerField(null=True, verbose_name="coupon"),
        ),
        migrations.AddField(
            model_name="order",
            name="household",
            field=models.BinaryField(max_length=16, null=True),
        ),
        migrations.AlterField(
            model_name="lotchange",
            name="kind",
            field=models.CharField(
                choices=[
                    ("stocked", "Units added"),
                    ("withdrawn", "Units withdrawn"),
                    ("opened", "Opened"),
                    ("closed", "Closed"),
                    ("sold_out", "Sold out"),
                    ("terms", "Terms changed"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("coupon_id__isnull", False)),
                fields=["coupon_id"],
                name="trade_order_coupon",
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("household__isnull", False)),
                fields=["lot", "household"],
                name="trade_order_household",
            ),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("household_limit", None), ("household_limit__gt", 0), _connector="OR"
                ),
                name="trade_lot_household_limit",
            ),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("opens_at", None),
                    ("closes_at", None),
                    ("opens_at__lt", models.F("closes_at")),
                    _connector="OR",
                ),
                name="trade_lot_opens_before_it_closes",
            ),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.CheckConstraint(
                condition=models.Q(("called__lte", models.F("numbered"))),
                name="trade_lot_called_is_numbered",
            ),
        ),
        migrations.AddIndex(
            model_name="cap",
            index=models.Index(fields=["sale_id"], name="trade_cap_sale"),
        ),
        migrations.AddConstraint(
            model_name="cap",
            constraint=models.CheckConstraint(
                condition=models.Q(("most__gt", 0)), name="trade_cap_most"
            ),
        ),
        migrations.AddField(
            model_name="capcount",
            name="cap",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="counts",
                to="trade.cap",
            ),
        ),
        migrations.AddField(
            model_name="caplot",
            name="cap",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="lots",
                to="trade.cap",
            ),
        ),
        migrations.AddField(
            model_name="caplot",
            name="lot",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="caps", to="trade.lot"
            ),
        ),
        migrations.AddField(
            model_name="coupon",
            name="lot",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="coupons",
                to="trade.lot",
            ),
        ),
        migrations.AddField(
            model_name="ticket",
            name="buyer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tickets",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="ticket",
            name="lot",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tickets",
                to="trade.lot",
            ),
        ),
        migrations.AddField(
            model_name="wave",
            name="lot",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="waves",
                to="trade.lot",
            ),
        ),
        migrations.AddConstraint(
            model_name="capcount",
            constraint=models.UniqueConstraint(fields=("cap", "day"), name="trade_capcount_once"),
        ),
        migrations.AddConstraint(
            model_name="caplot",
            constraint=models.UniqueConstraint(fields=("cap", "lot"), name="trade_caplot_once"),
        ),
        migrations.AddConstraint(
            model_name="coupon",
            constraint=models.UniqueConstraint(fields=("lot", "code"), name="trade_coupon_once"),
        ),
        migrations.AddConstraint(
            model_name="coupon",
            constraint=models.CheckConstraint(
                condition=models.Q(("uses_most__gt", 0)), name="trade_coupon_uses"
            ),
        ),
        migrations.AddConstraint(
            model_name="coupon",
            constraint=models.CheckConstraint(
                condition=models.Q(("code", django.db.models.functions.text.Upper("code"))),
                name="trade_coupon_upper",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["lot", "number"],
                name="trade_ticket_line",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.UniqueConstraint(fields=("buyer", "key"), name="trade_ticket_once"),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")),
                fields=("lot", "buyer"),
                name="trade_ticket_waits_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.UniqueConstraint(
                fields=("lot", "number"), name="trade_ticket_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gt", 0)), name="trade_ticket_quantity"
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("number__isnull", False), ("order_id__isnull", False), ("state", "called")
                    ),
                    models.Q(models.Q(("state", "called"), _negated=True), ("order_id", None)),
                    _connector="OR",
                ),
                name="trade_ticket_called_has_order",
            ),
        ),
        migrations.AddIndex(
            model_name="wave",
            index=models.Index(fields=["lot", "after_s"], name="trade_wave_lot"),
        ),
        migrations.AddIndex(
            model_name="wave",
            index=models.Index(
                condition=models.Q(("released_at", None)), fields=["at"], name="trade_wave_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="wave",
            constraint=models.CheckConstraint(
                condition=models.Q(("units__gt", 0)), name="trade_wave_units"
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
