import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("goods", "0001_initial"),
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Lot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("price_fen", models.PositiveIntegerField(verbose_name="price in fen")),
                ("stocked", models.PositiveIntegerField(default=0, verbose_name="units stocked")),
                (
                    "available",
                    models.PositiveIntegerField(default=0, verbose_name="units available"),
                ),
                ("held", models.PositiveIntegerField(default=0, verbose_name="units held")),
                ("sold", models.PositiveIntegerField(default=0, verbose_name="units sold")),
                (
                    "withdrawn",
                    models.PositiveIntegerField(default=0, verbose_name="units withdrawn"),
                ),
                (
                    "buyer_limit",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="most units a buyer"
                    ),
                ),
                ("hold_s", models.PositiveIntegerField(default=900, verbose_name="seconds to pay")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "Closed")],
                        default="closed",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "sold_out_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="sold out at"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lots",
                        to="goods.batch",
                        verbose_name="batch",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lots",
                        to="goods.product",
                        verbose_name="product",
                    ),
                ),
            ],
            options={
                "verbose_name": "lot",
                "verbose_name_plural": "lots",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stocked",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("available"), "+", models.F("held")
                                        ),
                                        "+",
                                        models.F("sold"),
                                    ),
                                    "+",
                                    models.F("withdrawn"),
                                ),
                            )
                        ),
                        name="trade_lot_conserves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("price_fen__gt", 0)), name="trade_lot_priced"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("buyer_limit", None), ("buyer_limit__gt", 0), _connector="OR"
                        ),
                        name="trade_lot_limit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LotChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("stocked", "Units added"),
                            ("withdrawn", "Units withdrawn"),
                            ("opened", "Opened"),
                            ("closed", "Closed"),
                            ("sold_out", "Sold out"),
                        ],
                        max_length=10,
                    ),
                ),
                ("units", models.PositiveIntegerField(default=0)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="trade.lot",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["lot", "at"], name="trade_lotchange_lot")],
            },
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("key", models.UUIDField()),
                ("quantity", models.PositiveIntegerField(verbose_name="quantity")),
                ("price_fen", models.PositiveIntegerField(verbose_name="unit price in fen")),
                ("amount_fen", models.PositiveBigIntegerField(verbose_name="amount in fen")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("held", "Waiting for payment"),
                            ("paid", "Paid"),
                            ("confirmed", "To pay on delivery"),
                            ("shipped", "On its way"),
                            ("received", "Received"),
                            ("closed", "Closed"),
                            ("cancelled", "Cancelled"),
                            ("expired", "Not paid in time"),
                        ],
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("placed_at", models.DateTimeField(verbose_name="placed at")),
                ("expires_at", models.DateTimeField(verbose_name="to be paid by")),
                (
                    "sale_id",
                    models.BigIntegerField(
                        help_text="the live sale it came from, on the floor above",
                        null=True,
                        verbose_name="sale",
                    ),
                ),
                (
                    "pin_id",
                    models.BigIntegerField(
                        help_text="the pin shown when it was placed",
                        null=True,
                        verbose_name="moment of explanation",
                    ),
                ),
                ("contact_sealed", models.BinaryField(null=True)),
                (
                    "region_code",
                    models.CharField(blank=True, max_length=6, verbose_name="region of delivery"),
                ),
                ("perishable_confirmed_at", models.DateTimeField(null=True)),
                (
                    "tracking",
                    models.CharField(blank=True, max_length=60, verbose_name="parcel number"),
                ),
                (
                    "buyer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="trade.lot",
                    ),
                ),
            ],
            options={
                "verbose_name": "order",
                "verbose_name_plural": "orders placed",
                "indexes": [
                    models.Index(fields=["lot", "buyer"], name="trade_order_lot_buyer"),
                    models.Index(
                        condition=models.Q(("state", "held")),
                        fields=["expires_at"],
                        name="trade_order_expiring",
                    ),
                    models.Index(
                        condition=models.Q(("state", "received")),
                        fields=["id"],
                        name="trade_order_received",
                    ),
                    models.Index(fields=["sale_id", "placed_at"], name="trade_order_sale"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("buyer", "key"), name="trade_order_once"),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="trade_order_quantity"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "amount_fen",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("quantity"), "*", models.F("price_fen")
                                ),
                            )
                        ),
                        name="trade_order_amount",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("from_state", models.CharField(max_length=10)),
                ("to_state", models.CharField(max_length=10)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="trade.order",
                    ),
                ),
            ],
        ),
    ]
