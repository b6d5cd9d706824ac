"""Bills and what is spent."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "__first__"),
        ("programmes", "0002_money"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bill",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True)),
                ("amount_fen", models.PositiveBigIntegerField(verbose_name="amount in fen")),
                ("noted_at", models.DateTimeField(verbose_name="noted at")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("noted", "Waits for a second person"),
                            ("confirmed", "Confirmed"),
                            ("dropped", "Not confirmed"),
                        ],
                        default="noted",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided at")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("upstream", "Selling farm goods upstream"),
                            ("centre", "Public service centre"),
                            ("training", "Training"),
                            ("logistics", "Logistics"),
                            ("benefit", "Benefits to persons"),
                            ("premium", "Insurance premiums"),
                            ("wage", "Wages"),
                            ("other", "Other purposes"),
                        ],
                        max_length=9,
                        verbose_name="purpose",
                    ),
                ),
                ("organisation", models.CharField(max_length=80, verbose_name="paid to")),
                (
                    "invoice_number",
                    models.CharField(max_length=40, verbose_name="number of the invoice"),
                ),
                ("what", models.CharField(max_length=200, verbose_name="what for")),
                ("paid_on", models.DateField(null=True, verbose_name="paid on")),
                (
                    "bank_reference",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="number of the bank receipt"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paid_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bills",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "bill",
                "verbose_name_plural": "bills",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None), ("decided_by", None), ("state", "noted")
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("state__in", ["confirmed", "dropped"]),
                            ),
                            _connector="OR",
                        ),
                        name="programmes_bill_decided_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "confirmed"), _negated=True),
                            models.Q(("decided_by", models.F("noted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="programmes_bill_two_hands",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0)), name="programmes_bill_amount"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "dropped"), _negated=True),
                        fields=("organisation", "invoice_number"),
                        name="programmes_bill_invoice_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("bank_reference", ""), ("paid_by", None), ("paid_on", None)),
                            models.Q(
                                ("paid_by__isnull", False),
                                ("paid_on__isnull", False),
                                ("state", "confirmed"),
                                models.Q(("bank_reference", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="programmes_bill_paid_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Spending",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("upstream", "Selling farm goods upstream"),
                            ("centre", "Public service centre"),
                            ("training", "Training"),
                            ("logistics", "Logistics"),
                            ("benefit", "Benefits to persons"),
                            ("premium", "Insurance premiums"),
                            ("wage", "Wages"),
                            ("other", "Other purposes"),
                        ],
                        max_length=9,
                        verbose_name="purpose",
                    ),
                ),
                ("amount_fen", models.BigIntegerField(verbose_name="amount in fen")),
                ("owner", models.CharField(max_length=60, verbose_name="owed to")),
                ("cause", models.CharField(max_length=24, verbose_name="cause")),
                ("key", models.CharField(max_length=60, verbose_name="key of the cause")),
                ("about", models.CharField(max_length=120, verbose_name="what for")),
                ("at", models.DateTimeField(verbose_name="at")),
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
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spendings",
                        to="programmes.programme",
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone",
                        to="programmes.spending",
                    ),
                ),
            ],
            options={
                "verbose_name": "spending of a programme",
                "verbose_name_plural": "spendings of programmes",
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["programme", "id"], name="programmes_spending_of")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cause", "key"), name="programmes_spending_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount_fen__gt", 0), ("undoes", None)),
                            models.Q(("amount_fen__lt", 0), ("undoes__isnull", False)),
                            _connector="OR",
                        ),
                        name="programmes_spending_sign",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("sha256", models.CharField(max_length=64)),
                ("media_type", models.CharField(max_length=20)),
                ("size", models.PositiveIntegerField(verbose_name="bytes")),
                ("added_at", models.DateTimeField(verbose_name="added at")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "bill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="programmes.bill",
                    ),
                ),
            ],
            options={
                "verbose_name": "paper of a bill",
                "verbose_name_plural": "papers of bills",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("bill", "sha256"), name="programmes_paper_once")
                ],
            },
        ),
    ]
