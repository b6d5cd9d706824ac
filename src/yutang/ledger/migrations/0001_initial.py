import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
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
                            ("cashier", "Taken by a way of paying"),
                            ("escrow", "Kept for buyers until settled"),
                            ("payable", "Owed to payees"),
                            ("advance", "Advanced to payees"),
                            ("transit", "On its way through the bank"),
                            ("bank", "In our bank account"),
                            ("correction", "Explained differences"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("owner", models.CharField(blank=True, max_length=60, verbose_name="owner")),
            ],
            options={
                "verbose_name": "account of the ledger",
                "verbose_name_plural": "accounts of the ledger",
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "owner"), name="ledger_account_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "cashier",
                                    "escrow",
                                    "payable",
                                    "advance",
                                    "transit",
                                    "bank",
                                    "correction",
                                ],
                            )
                        ),
                        name="ledger_account_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Period",
            fields=[
                (
                    "month",
                    models.DateField(primary_key=True, serialize=False, verbose_name="month"),
                ),
                ("closed_at", models.DateTimeField(auto_now_add=True, verbose_name="closed on")),
                (
                    "transactions",
                    models.PositiveBigIntegerField(default=0, verbose_name="transactions"),
                ),
                (
                    "debit_fen",
                    models.PositiveBigIntegerField(default=0, verbose_name="sum of debits in fen"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "closed month",
                "verbose_name_plural": "closed months",
            },
        ),
        migrations.CreateModel(
            name="Transaction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("payment", "Payment of an order"),
                            ("refund", "Refund to a buyer"),
                            ("settlement", "Settlement of an order"),
                            ("reversal", "Share taken back for a refund"),
                            ("payout", "Payout"),
                            ("payout_returned", "Payout that came back"),
                            ("advance", "Advance paid"),
                            ("repayment", "Repayment of an advance"),
                            ("correction", "Correction"),
                        ],
                        max_length=16,
                        verbose_name="cause",
                    ),
                ),
                ("cause_key", models.CharField(max_length=80, verbose_name="key of the cause")),
                ("at", models.DateTimeField(verbose_name="at")),
                ("order_id", models.UUIDField(null=True, verbose_name="order")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "transaction of the ledger",
                "verbose_name_plural": "transactions of the ledger",
                "indexes": [
                    models.Index(
                        condition=models.Q(("order_id__isnull", False)),
                        fields=["order_id"],
                        name="ledger_transaction_order",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cause", "cause_key"), name="ledger_transaction_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "cause__in",
                                [
                                    "payment",
                                    "refund",
                                    "settlement",
                                    "reversal",
                                    "payout",
                                    "payout_returned",
                                    "advance",
                                    "repayment",
                                    "correction",
                                ],
                            )
                        ),
                        name="ledger_transaction_cause",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cause_key", ""), _negated=True),
                        name="ledger_transaction_names_its_cause",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "transaction_id",
                        "line",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("line", models.PositiveSmallIntegerField(verbose_name="line")),
                ("amount_fen", models.BigIntegerField(verbose_name="amount in fen")),
                (
                    "account",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="ledger.account",
                    ),
                ),
                (
                    "transaction",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="ledger.transaction",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry",
                "verbose_name_plural": "entries",
                "indexes": [
                    models.Index(
                        fields=["account", "transaction"],
                        include=("amount_fen",),
                        name="ledger_entry_account",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("line__gt", 0)), name="ledger_entry_line"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen", 0), _negated=True),
                        name="ledger_entry_amount",
                    ),
                ],
            },
        ),
    ]
