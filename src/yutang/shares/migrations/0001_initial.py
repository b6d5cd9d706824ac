import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("goods", "0003_guards"),
        ("people", "__first__"),
        ("trade", "0007_freight"),
    ]

    operations = [
        migrations.CreateModel(
            name="Payee",
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
                            ("producer", "Producer"),
                            ("person", "Person"),
                            ("organisation", "Organisation"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=60, verbose_name="name")),
                ("place_code", models.CharField(blank=True, max_length=12, verbose_name="place")),
                (
                    "person",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "producer",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="goods.producer",
                        verbose_name="producer",
                    ),
                ),
            ],
            options={
                "verbose_name": "payee",
                "verbose_name_plural": "payees",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "producer"),
                                ("name", ""),
                                ("person", None),
                                ("producer__isnull", False),
                            ),
                            models.Q(
                                ("kind", "person"),
                                ("name", ""),
                                ("person__isnull", False),
                                ("producer", None),
                            ),
                            models.Q(
                                ("kind", "organisation"),
                                ("person", None),
                                ("producer", None),
                                models.Q(("name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="shares_payee_is_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "organisation")),
                        fields=("place_code", "name"),
                        name="shares_payee_organisation_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reversal",
            fields=[
                (
                    "key",
                    models.CharField(
                        max_length=80, primary_key=True, serialize=False, verbose_name="request"
                    ),
                ),
                ("amount_fen", models.PositiveBigIntegerField(verbose_name="amount in fen")),
                (
                    "from_shares_fen",
                    models.PositiveBigIntegerField(verbose_name="of it from shares, in fen"),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
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
                        related_name="+",
                        to="trade.order",
                    ),
                ),
            ],
            options={
                "verbose_name": "reversal",
                "verbose_name_plural": "reversals",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount_fen__gt", 0),
                            models.Q(
                                ("from_shares_fen", 0),
                                ("from_shares_fen", models.F("amount_fen")),
                                _connector="OR",
                            ),
                        ),
                        name="shares_reversal_all_or_nothing",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                (
                    "order",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="trade.order",
                    ),
                ),
                ("due_at", models.DateTimeField(null=True, verbose_name="to be settled from")),
                ("held_at", models.DateTimeField(null=True, verbose_name="held since")),
                (
                    "held_why",
                    models.CharField(blank=True, max_length=200, verbose_name="held because"),
                ),
                ("settled_at", models.DateTimeField(null=True, verbose_name="settled on")),
                ("split_id", models.BigIntegerField(null=True, verbose_name="split")),
            ],
            options={
                "verbose_name": "settlement",
                "verbose_name_plural": "settlements",
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("due_at__isnull", False), ("held_at", None), ("settled_at", None)
                        ),
                        fields=["due_at"],
                        name="shares_settlement_due",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("settled_at", None), ("held_at", None), _connector="OR"
                        ),
                        name="shares_settlement_not_held",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Share",
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
                            ("farmer", "Farmer"),
                            ("packing", "Packaging"),
                            ("freight", "Freight"),
                            ("host", "Host"),
                            ("agency", "Agency"),
                            ("service", "Service fee"),
                            ("tax", "Tax"),
                            ("fund", "Public-good fund"),
                        ],
                        max_length=8,
                        verbose_name="part",
                    ),
                ),
                ("amount_fen", models.BigIntegerField(verbose_name="amount in fen")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "refund_key",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="request of the refund"
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trade.order",
                    ),
                ),
                (
                    "payee",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shares",
                        to="shares.payee",
                    ),
                ),
            ],
            options={
                "verbose_name": "share",
                "verbose_name_plural": "shares",
                "indexes": [models.Index(fields=["payee", "at"], name="shares_share_payee")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("order", "refund_key", "kind"), name="shares_share_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount_fen__gt", 0), ("refund_key", "")),
                            models.Q(
                                ("amount_fen__lt", 0), models.Q(("refund_key", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="shares_share_sign",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Split",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place_code", models.CharField(blank=True, max_length=12, verbose_name="place")),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                ("agreed_at", models.DateTimeField(null=True, verbose_name="agreed at")),
                (
                    "farmer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="shares.payee",
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="splits",
                        to="trade.lot",
                        verbose_name="lot",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "split",
                "verbose_name_plural": "splits",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("lot", "place_code", "version"),
                        name="shares_split_version",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("farmer__isnull", False),
                                ("lot__isnull", False),
                                ("place_code", ""),
                            ),
                            models.Q(("agreed_at", None), ("farmer", None), ("lot", None)),
                            _connector="OR",
                        ),
                        name="shares_split_of_lot_or_place",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("farmer", "Farmer"), ("host", "Host")],
                        max_length=6,
                        verbose_name="side",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="agreed at")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "split",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="shares.split",
                    ),
                ),
            ],
            options={
                "verbose_name": "agreement",
                "verbose_name_plural": "agreements",
                "constraints": [
                    models.UniqueConstraint(fields=("split", "side"), name="shares_agreement_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SplitPart",
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
                            ("farmer", "Farmer"),
                            ("packing", "Packaging"),
                            ("freight", "Freight"),
                            ("host", "Host"),
                            ("agency", "Agency"),
                            ("service", "Service fee"),
                            ("tax", "Tax"),
                            ("fund", "Public-good fund"),
                        ],
                        max_length=8,
                        verbose_name="part",
                    ),
                ),
                (
                    "basis_points",
                    models.PositiveIntegerField(default=0, verbose_name="hundredths of a percent"),
                ),
                (
                    "fixed_fen",
                    models.PositiveBigIntegerField(default=0, verbose_name="fixed sum in fen"),
                ),
                (
                    "per",
                    models.CharField(
                        choices=[("unit", "each unit"), ("order", "each order")],
                        default="order",
                        max_length=6,
                        verbose_name="fixed sum for",
                    ),
                ),
                (
                    "cap_fen",
                    models.PositiveBigIntegerField(null=True, verbose_name="most an order in fen"),
                ),
                (
                    "payee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="shares.payee",
                        verbose_name="payee",
                    ),
                ),
                (
                    "split",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="shares.split",
                    ),
                ),
            ],
            options={
                "verbose_name": "part of a split",
                "verbose_name_plural": "parts of splits",
                "constraints": [
                    models.UniqueConstraint(fields=("split", "kind"), name="shares_splitpart_once"),
                    models.CheckConstraint(
                        condition=models.Q(("basis_points__lte", 10000)),
                        name="shares_splitpart_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "farmer"), _negated=True),
                        name="shares_splitpart_farmer_has_the_rest",
                    ),
                ],
            },
        ),
    ]
