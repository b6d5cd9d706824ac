"""The first tables of `0001_initial`: one file would be too long to read."""

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

FIRST_TABLES = [
    migrations.CreateModel(
        name="Path",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("place_code", models.CharField(max_length=12, verbose_name="place")),
            ("goods", models.CharField(max_length=120, verbose_name="what they would show")),
            ("words", models.TextField(blank=True, max_length=600, verbose_name="why")),
            (
                "state",
                models.CharField(
                    choices=[
                        ("applied", "To be checked"),
                        ("refused", "Not admitted"),
                        ("admitted", "Admitted, training next"),
                        ("trained", "Trained, practice sale next"),
                        ("practised", "Practised, diploma next"),
                        ("certified", "Host with a diploma"),
                        ("suspended", "Suspended"),
                        ("left", "Left the path"),
                    ],
                    default="applied",
                    max_length=9,
                    verbose_name="state",
                ),
            ),
            ("since", models.DateTimeField(verbose_name="in this state since")),
            ("key", models.UUIDField(unique=True, verbose_name="key")),
            ("made_at", models.DateTimeField(verbose_name="applied at")),
            ("certified_at", models.DateTimeField(null=True, verbose_name="diploma given at")),
            ("last_show_at", models.DateTimeField(null=True, verbose_name="last show")),
            ("first_sale_at", models.DateTimeField(null=True, verbose_name="first sale")),
            ("is_demo", models.BooleanField(default=False, verbose_name="invented for the demo")),
            (
                "cohort",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="training.cohort",
                    verbose_name="class",
                ),
            ),
            (
                "diploma",
                models.OneToOneField(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="diplomas.diploma",
                ),
            ),
            (
                "made_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "member",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="roster.member",
                ),
            ),
        ],
        options={
            "verbose_name": "path of a host",
            "verbose_name_plural": "paths of hosts",
        },
    ),
    migrations.CreateModel(
        name="Month",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("month", models.DateField(verbose_name="month")),
            ("shows", models.PositiveIntegerField(default=0, verbose_name="shows")),
            ("live_s", models.PositiveIntegerField(default=0, verbose_name="seconds live")),
            ("viewers", models.PositiveIntegerField(default=0, verbose_name="viewers (UV)")),
            ("entries", models.PositiveIntegerField(default=0, verbose_name="entries (PV)")),
            ("orders", models.PositiveIntegerField(default=0, verbose_name="orders paid")),
            ("paid_fen", models.PositiveBigIntegerField(default=0, verbose_name="paid by buyers")),
            (
                "refunded_fen",
                models.PositiveBigIntegerField(default=0, verbose_name="given back to buyers"),
            ),
            ("own_fen", models.BigIntegerField(default=0, verbose_name="of it their own goods")),
            ("others_fen", models.BigIntegerField(default=0, verbose_name="of it others' goods")),
            ("host_fen", models.BigIntegerField(default=0, verbose_name="settled to them as host")),
            (
                "farmer_fen",
                models.BigIntegerField(default=0, verbose_name="settled to them as farmer"),
            ),
            (
                "other_fen",
                models.BigIntegerField(
                    default=0, verbose_name="settled to them for packing and freight"
                ),
            ),
            (
                "net_fen",
                models.GeneratedField(
                    db_persist=True,
                    expression=django.db.models.expressions.CombinedExpression(
                        models.F("host_fen"), "+", models.F("farmer_fen")
                    ),
                    output_field=models.BigIntegerField(),
                ),
            ),
            ("counted_at", models.DateTimeField(verbose_name="counted at")),
            (
                "ledger_id",
                models.BigIntegerField(verbose_name="counted up to this transaction of the ledger"),
            ),
            ("closed_at", models.DateTimeField(null=True, verbose_name="month closed at")),
            (
                "path",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="months",
                    to="hosts.path",
                ),
            ),
        ],
        options={
            "verbose_name": "month of a host",
            "verbose_name_plural": "months of hosts",
            "ordering": ["path", "month"],
        },
    ),
]
