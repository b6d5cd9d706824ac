"""Attempts to pay, what providers said, refunds, and what does not agree."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("money", "0001_initial"),
        ("trade", "0006_words_of_the_office"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "provider",
                    models.CharField(
                        choices=[
                            ("cod", "Cash on delivery"),
                            ("test", "Test cashier (demo, no real money)"),
                            ("wechat", "WeChat Pay"),
                            ("alipay", "Alipay"),
                            ("bank", "Bank transfer"),
                        ],
                        max_length=6,
                        verbose_name="method",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("code", "Code to scan"),
                            ("phone", "Page on the phone"),
                            ("page", "Page"),
                            ("transfer", "Account and reference"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "out_trade_no",
                    models.CharField(max_length=32, unique=True, verbose_name="our number"),
                ),
                ("amount_fen", models.PositiveBigIntegerField(verbose_name="amount in fen")),
                (
                    "freight_fen",
                    models.PositiveBigIntegerField(default=0, verbose_name="freight in fen"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waiting for the money"),
                            ("paid", "Paid"),
                            ("stray", "Came when it was not needed: goes back"),
                            ("closed", "Given up"),
                            ("doubted", "Does not agree: to be looked at"),
                        ],
                        default="open",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="begun at")),
                ("until", models.DateTimeField(verbose_name="can be paid until")),
                ("link", models.TextField(default="", verbose_name="link")),
                (
                    "transaction_no",
                    models.CharField(
                        default="", max_length=64, verbose_name="the provider's number"
                    ),
                ),
                ("paid_at", models.DateTimeField(null=True, verbose_name="paid at")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="given up at")),
                ("ask_at", models.DateTimeField(verbose_name="next asked at")),
                ("asked", models.PositiveIntegerField(default=0, verbose_name="times asked")),
            ],
            options={
                "verbose_name": "attempt to pay",
                "verbose_name_plural": "attempts to pay",
            },
        ),
        migrations.CreateModel(
            name="Mismatch",
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
                            ("unknown", "Money for a number we do not know"),
                            ("amount", "Another amount than was asked for"),
                            ("merchant", "For another merchant or application"),
                            ("not_ours", "In the provider's bill, not in ours"),
                            ("theirs", "Paid here, not in the provider's bill"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "provider",
                    models.CharField(
                        choices=[
                            ("cod", "Cash on delivery"),
                            ("test", "Test cashier (demo, no real money)"),
                            ("wechat", "WeChat Pay"),
                            ("alipay", "Alipay"),
                            ("bank", "Bank transfer"),
                        ],
                        max_length=6,
                        verbose_name="method",
                    ),
                ),
                ("number", models.CharField(max_length=64, verbose_name="number")),
                ("ours_fen", models.BigIntegerField(null=True, verbose_name="ours in fen")),
                ("theirs_fen", models.BigIntegerField(null=True, verbose_name="theirs in fen")),
                ("found_at", models.DateTimeField(verbose_name="found at")),
                ("settled_at", models.DateTimeField(null=True, verbose_name="settled at")),
                ("note", models.CharField(default="", max_length=200, verbose_name="note")),
            ],
            options={
                "verbose_name": "mismatch",
                "verbose_name_plural": "mismatches",
            },
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "provider",
                    models.CharField(
                        choices=[
                            ("cod", "Cash on delivery"),
                            ("test", "Test cashier (demo, no real money)"),
                            ("wechat", "WeChat Pay"),
                            ("alipay", "Alipay"),
                            ("bank", "Bank transfer"),
                        ],
                        max_length=6,
                        verbose_name="method",
                    ),
                ),
                ("body_hash", models.BinaryField(max_length=32, verbose_name="hash of the body")),
                ("at", models.DateTimeField(verbose_name="first came at")),
                ("times", models.PositiveIntegerField(default=1, verbose_name="times it came")),
                ("verified", models.BooleanField(verbose_name="signature verified")),
                (
                    "out_trade_no",
                    models.CharField(default="", max_length=32, verbose_name="our number"),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("taken", "The money was taken in"),
                            ("again", "Known already"),
                            ("stray", "The money goes back"),
                            ("nothing", "Nothing to do"),
                            ("doubted", "Does not agree: to be looked at"),
                            ("refused", "Not signed by the provider"),
                        ],
                        max_length=8,
                        verbose_name="what was done",
                    ),
                ),
            ],
            options={
                "verbose_name": "notification",
                "verbose_name_plural": "notifications",
            },
        ),
        migrations.CreateModel(
            name="Refund",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("cod", "Cash on delivery"),
                            ("test", "Test cashier (demo, no real money)"),
                            ("wechat", "WeChat Pay"),
                            ("alipay", "Alipay"),
                            ("bank", "Bank transfer"),
                        ],
                        max_length=6,
                        verbose_name="method",
                    ),
                ),
                ("amount_fen", models.PositiveBigIntegerField(verbose_name="amount in fen")),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                ("key", models.CharField(max_length=80, unique=True, verbose_name="request")),
                ("number", models.CharField(max_length=32, unique=True, verbose_name="our number")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "On its way back"),
                            ("done", "Returned"),
                            ("failed", "Not returned yet: somebody has to look"),
                        ],
                        max_length=6,
                        verbose_name="state",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked at")),
                ("done_at", models.DateTimeField(null=True, verbose_name="returned at")),
                ("try_at", models.DateTimeField(verbose_name="next tried at")),
                ("tries", models.PositiveIntegerField(default=0, verbose_name="times tried")),
                (
                    "said",
                    models.CharField(
                        default="", max_length=200, verbose_name="what the provider said"
                    ),
                ),
            ],
            options={
                "verbose_name": "refund",
                "verbose_name_plural": "refunds",
            },
        ),
        migrations.AddField(
            model_name="payment",
            name="freight_fen",
            field=models.PositiveBigIntegerField(
                db_default=0, default=0, verbose_name="freight in fen"
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="returned_fen",
            field=models.PositiveBigIntegerField(
                db_default=0, default=0, verbose_name="returned in fen"
            ),
        ),
        migrations.AlterField(
            model_name="payment",
            name="method",
            field=models.CharField(
                choices=[
                    ("cod", "Cash on delivery"),
                    ("test", "Test cashier (demo, no real money)"),
                    ("wechat", "WeChat Pay"),
                    ("alipay", "Alipay"),
                    ("bank", "Bank transfer"),
                ],
                max_length=6,
                verbose_name="method",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("returned_fen__lte", models.F("refunded_fen"))),
                name="money_returned_within",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("freight_fen__lte", models.F("amount_fen"))),
                name="money_freight_within",
            ),
        ),
        migrations.AddField(
            model_name="attempt",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attempts",
                to="trade.order",
            ),
        ),
        migrations.AddField(
            model_name="mismatch",
            name="attempt",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mismatches",
                to="money.attempt",
            ),
        ),
        migrations.AddField(
            model_name="mismatch",
            name="settled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(fields=["verified", "at"], name="money_notification_at"),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.UniqueConstraint(
                fields=("provider", "body_hash"), name="money_notification_once"
            ),
        ),
        migrations.AddField(
            model_name="refund",
            name="attempt",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="refunds",
                to="money.attempt",
            ),
        ),
        migrations.AddField(
            model_name="refund",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="refund",
            name="done_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="paid back by",
            ),
        ),
        migrations.AddField(
            model_name="refund",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="refunds",
                to="trade.order",
            ),
        ),
        migrations.AddField(
            model_name="refund",
            name="payment",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="refunds",
                to="money.payment",
            ),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["ask_at"],
                name="money_attempt_to_ask",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("paid_at__isnull", False), ("state__in", ["paid", "stray"])),
                    models.Q(("paid_at", None), ("state__in", ["open", "closed", "doubted"])),
                    _connector="OR",
                ),
                name="money_attempt_paid_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "paid")),
                fields=("order",),
                name="money_attempt_paid_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("order", "provider", "kind"),
                name="money_attempt_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="mismatch",
            constraint=models.UniqueConstraint(
                fields=("provider", "kind", "number"), name="money_mismatch_once"
            ),
        ),
        migrations.AddIndex(
            model_name="refund",
            index=models.Index(
                condition=models.Q(("state", "asked")),
                fields=["try_at"],
                name="money_refund_to_try",
            ),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen__gt", 0)), name="money_refund_some"
            ),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at__isnull", False), ("state", "done")),
                    models.Q(("done_at", None), ("state__in", ["asked", "failed"])),
                    _connector="OR",
                ),
                name="money_refund_done_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("payment__isnull", False), ("attempt__isnull", False), _connector="OR"
                ),
                name="money_refund_of_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.UniqueConstraint(
                condition=models.Q(("payment", None)),
                fields=("attempt",),
                name="money_refund_stray_once",
            ),
        ),
    ]
