"""The first half of `0001_tables`: one file would be too long to read."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FIRST_TABLES = [
    migrations.CreateModel(
        name="Counting",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("began_at", models.DateTimeField(verbose_name="began at")),
            ("ended_at", models.DateTimeField(verbose_name="ended at")),
            ("product_days", models.PositiveIntegerField(verbose_name="sales of days")),
            ("standings", models.PositiveIntegerField(verbose_name="years of classes")),
        ],
        options={
            "verbose_name": "counting",
            "verbose_name_plural": "countings",
        },
    ),
    migrations.CreateModel(
        name="Cluster",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("class_code", models.CharField(max_length=8, verbose_name="NY/T 3177 class")),
            ("year", models.PositiveSmallIntegerField(verbose_name="year")),
            ("number", models.PositiveIntegerField(verbose_name="number")),
            ("counted_at", models.DateTimeField(verbose_name="counted at")),
        ],
        options={
            "verbose_name": "industry cluster",
            "verbose_name_plural": "industry clusters",
            "constraints": [
                models.UniqueConstraint(
                    fields=("year", "class_code", "number"), name="specialities_cluster_once"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Plan",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("place_code", models.CharField(max_length=12, verbose_name="village or town")),
            ("class_code", models.CharField(max_length=8, verbose_name="NY/T 3177 class")),
            ("good", models.CharField(max_length=40, verbose_name="leading good")),
            (
                "summary",
                models.TextField(blank=True, max_length=600, verbose_name="what is to come of it"),
            ),
            ("owner", models.CharField(max_length=60, verbose_name="who answers for it")),
            ("begins_on", models.DateField(verbose_name="begins on")),
            ("ends_on", models.DateField(verbose_name="ends on")),
            (
                "state",
                models.CharField(
                    choices=[
                        ("draft", "Draft"),
                        ("proposed", "Proposed to the county"),
                        ("agreed", "Agreed by the county"),
                        ("running", "Being carried out"),
                        ("closed", "Closed for good"),
                    ],
                    default="draft",
                    max_length=8,
                    verbose_name="state",
                ),
            ),
            ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
            ("made_at", models.DateTimeField(verbose_name="made at")),
            (
                "is_demo",
                models.BooleanField(default=False, verbose_name="invented for the demo"),
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
            "verbose_name": "plan",
            "verbose_name_plural": "plans",
            "indexes": [
                models.Index(
                    fields=["place_code"],
                    name="specialities_plan_place",
                    opclasses=["text_pattern_ops"],
                )
            ],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("state", "closed"), _negated=True),
                    fields=("place_code",),
                    name="specialities_plan_one_living",
                ),
                models.CheckConstraint(
                    condition=models.Q(("begins_on__lt", models.F("ends_on"))),
                    name="specialities_plan_begins_first",
                ),
                models.CheckConstraint(
                    condition=models.Q(("place_code__regex", "^[0-9]{9}([0-9]{3})?$")),
                    name="specialities_plan_of_village_or_town",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Scoring",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("version", models.PositiveIntegerField(unique=True, verbose_name="version")),
            ("valid_from", models.DateField(verbose_name="valid from")),
            ("source", models.CharField(max_length=200, verbose_name="source")),
            ("is_verified", models.BooleanField(default=False, verbose_name="verified")),
            ("weights", models.JSONField(verbose_name="weights and scales")),
            ("at", models.DateTimeField(verbose_name="set down at")),
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
            "verbose_name": "scoring",
            "verbose_name_plural": "scorings",
        },
    ),
    migrations.CreateModel(
        name="ClassYear",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("place_code", models.CharField(blank=True, max_length=12, verbose_name="place")),
            ("class_code", models.CharField(max_length=8, verbose_name="NY/T 3177 class")),
            ("year", models.PositiveSmallIntegerField(verbose_name="year")),
            (
                "sales_fen",
                models.PositiveBigIntegerField(default=0, verbose_name="net sales in fen"),
            ),
            ("orders", models.PositiveIntegerField(default=0, verbose_name="orders")),
            (
                "by_month",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.PositiveBigIntegerField(),
                    size=None,
                    verbose_name="by month",
                ),
            ),
            (
                "by_term",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.PositiveBigIntegerField(),
                    size=None,
                    verbose_name="by solar term",
                ),
            ),
            (
                "output_yuan",
                models.DecimalField(
                    decimal_places=2, max_digits=20, null=True, verbose_name="output in yuan"
                ),
            ),
            (
                "output_parts",
                models.PositiveIntegerField(default=0, verbose_name="places that reported it"),
            ),
            (
                "is_own_fact",
                models.BooleanField(default=False, verbose_name="reported for the place itself"),
            ),
        ],
        options={
            "verbose_name": "year of a class",
            "verbose_name_plural": "years of classes",
            "constraints": [
                models.UniqueConstraint(
                    fields=("place_code", "year", "class_code"),
                    name="specialities_classyear_once",
                    opclasses=["text_pattern_ops", "int2_ops", "text_ops"],
                ),
                models.CheckConstraint(
                    condition=models.Q(("by_month__len", 12), ("by_term__len", 24)),
                    name="specialities_classyear_strips",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("output_parts", 0), ("output_yuan", None)),
                        models.Q(("output_parts__gt", 0), ("output_yuan__gte", 0)),
                        _connector="OR",
                    ),
                    name="specialities_classyear_output",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="DaySales",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("day", models.DateField(verbose_name="day")),
            ("class_code", models.CharField(max_length=8, verbose_name="NY/T 3177 class")),
            ("origin_code", models.CharField(max_length=12, verbose_name="place of origin")),
            ("orders", models.PositiveIntegerField(verbose_name="orders")),
            ("units", models.PositiveBigIntegerField(verbose_name="units")),
            ("net_fen", models.PositiveBigIntegerField(verbose_name="net sales in fen")),
            (
                "product",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="goods.product",
                ),
            ),
        ],
        options={
            "verbose_name": "sales of a day",
            "verbose_name_plural": "sales of days",
            "indexes": [
                models.Index(
                    fields=["origin_code", "class_code"],
                    name="specialities_daysales_place",
                    opclasses=["text_pattern_ops", "text_ops"],
                )
            ],
            "constraints": [
                models.UniqueConstraint(
                    fields=("product", "day"), name="specialities_daysales_once"
                ),
                models.CheckConstraint(
                    condition=models.Q(("orders__gt", 0)), name="specialities_daysales_some"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Goal",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("figure", models.CharField(max_length=60, verbose_name="indicator")),
            (
                "baseline",
                models.DecimalField(decimal_places=2, max_digits=18, verbose_name="baseline"),
            ),
            (
                "baseline_year",
                models.PositiveSmallIntegerField(verbose_name="year of the baseline"),
            ),
            (
                "target",
                models.DecimalField(decimal_places=2, max_digits=18, verbose_name="target"),
            ),
            (
                "target_year",
                models.PositiveSmallIntegerField(verbose_name="year of the target"),
            ),
            (
                "plan",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="goals",
                    to="specialities.plan",
                ),
            ),
        ],
        options={
            "verbose_name": "goal",
            "verbose_name_plural": "goals",
            "ordering": ["id"],
            "constraints": [
                models.UniqueConstraint(fields=("plan", "figure"), name="specialities_goal_once"),
                models.CheckConstraint(
                    condition=models.Q(
                        ("baseline_year__lt", models.F("target_year")),
                        models.Q(("baseline", models.F("target")), _negated=True),
                    ),
                    name="specialities_goal_ahead",
                ),
            ],
        },
    ),
]
