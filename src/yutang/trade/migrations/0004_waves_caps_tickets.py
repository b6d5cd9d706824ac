"""Waves, caps, coupons and tickets have their tables; 0005 is what the database keeps of them."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


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
    ]
