"""The first tables of the hosts room: 0001 would be too long with all of them."""

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

TABLES = [
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
            (
                "is_demo",
                models.BooleanField(default=False, verbose_name="invented for the demo"),
            ),
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
            "indexes": [
                models.Index(
                    fields=["place_code"],
                    name="hosts_path_place",
                    opclasses=["text_pattern_ops"],
                ),
                models.Index(fields=["state", "since"], name="hosts_path_waits"),
            ],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("state", "left"), _negated=True),
                    fields=("member",),
                    name="hosts_path_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("state__in", ["trained", "practised", "certified", "suspended"]),
                            _negated=True,
                        ),
                        ("cohort__isnull", False),
                        _connector="OR",
                    ),
                    name="hosts_path_has_class",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state__in", ["certified", "suspended"]), _negated=True),
                        models.Q(("certified_at__isnull", False), ("diploma__isnull", False)),
                        _connector="OR",
                    ),
                    name="hosts_path_has_diploma",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Rule",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("valid_from", models.DateField(verbose_name="valid from")),
            (
                "dormant_days",
                models.PositiveSmallIntegerField(verbose_name="days without a show until dormant"),
            ),
            (
                "target_fen",
                models.PositiveBigIntegerField(verbose_name="income aimed at a month, in fen"),
            ),
            (
                "place_code",
                models.CharField(
                    blank=True,
                    help_text="empty: the whole country",
                    max_length=12,
                    verbose_name="place code",
                ),
            ),
            ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid until")),
            ("source", models.TextField(verbose_name="source of the rule")),
            (
                "is_unverified",
                models.BooleanField(default=False, verbose_name="unverified default"),
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
            "verbose_name": "rule for hosts",
            "verbose_name_plural": "rules for hosts",
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("dormant_days__gt", 0), ("target_fen__gt", 0)),
                    name="hosts_rule_positive",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("valid_to__gte", models.F("valid_from")),
                        ("valid_to", None),
                        _connector="OR",
                    ),
                    name="hosts_rule_ends_after_it_begins",
                ),
                models.UniqueConstraint(
                    fields=("valid_from", "place_code"), name="hosts_rule_once"
                ),
            ],
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
            (
                "paid_fen",
                models.PositiveBigIntegerField(default=0, verbose_name="paid by buyers"),
            ),
            (
                "refunded_fen",
                models.PositiveBigIntegerField(default=0, verbose_name="given back to buyers"),
            ),
            (
                "own_fen",
                models.BigIntegerField(default=0, verbose_name="of it their own goods"),
            ),
            (
                "others_fen",
                models.BigIntegerField(default=0, verbose_name="of it others' goods"),
            ),
            (
                "host_fen",
                models.BigIntegerField(default=0, verbose_name="settled to them as host"),
            ),
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
            "indexes": [
                models.Index(fields=["month"], include=("net_fen",), name="hosts_month_when")
            ],
            "constraints": [
                models.UniqueConstraint(fields=("path", "month"), name="hosts_month_once"),
                models.CheckConstraint(
                    condition=models.Q(
                        (
                            "own_fen",
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("paid_fen"), "-", models.F("refunded_fen")
                                ),
                                "-",
                                models.F("others_fen"),
                            ),
                        )
                    ),
                    name="hosts_month_own_and_others",
                ),
            ],
        },
    ),
]
