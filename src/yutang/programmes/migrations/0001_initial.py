"""Programmes, what they plan, and what is asked of their money."""

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
            name="Kind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=24, unique=True, verbose_name="short name")),
                ("title", models.CharField(max_length=40, verbose_name="name")),
                ("title_en", models.CharField(max_length=60, verbose_name="name in English")),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("ecology", "Ecology"),
                            ("ecommerce", "E-commerce"),
                            ("education", "Education"),
                            ("women", "Women"),
                            ("health", "Health care"),
                        ],
                        max_length=9,
                        verbose_name="direction",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=50)),
            ],
            options={
                "verbose_name": "kind of programme",
                "verbose_name_plural": "kinds of programmes",
                "ordering": ["position", "slug"],
            },
        ),
        migrations.CreateModel(
            name="Scheme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=24, unique=True, verbose_name="short name")),
                ("title", models.CharField(max_length=60, verbose_name="name")),
                ("title_en", models.CharField(max_length=80, verbose_name="name in English")),
            ],
            options={
                "verbose_name": "scheme of money",
                "verbose_name_plural": "schemes of money",
                "ordering": ["slug"],
            },
        ),
        migrations.CreateModel(
            name="MoneyRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
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
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("source", models.TextField(verbose_name="source of the rule")),
                (
                    "is_unverified",
                    models.BooleanField(default=False, verbose_name="unverified default"),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules",
                        to="programmes.scheme",
                    ),
                ),
            ],
            options={
                "verbose_name": "rule of money",
                "verbose_name_plural": "rules of money",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scheme", "place_code", "valid_from"), name="programmes_rule_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="programmes_rule_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True)),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("ecology", "Ecology"),
                            ("ecommerce", "E-commerce"),
                            ("education", "Education"),
                            ("women", "Women"),
                            ("health", "Health care"),
                        ],
                        max_length=9,
                        verbose_name="direction",
                    ),
                ),
                ("place_code", models.CharField(blank=True, max_length=12, verbose_name="place")),
                ("aim", models.TextField(verbose_name="what it is for")),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
                (
                    "state",
                    models.CharField(
                        choices=[("running", "Running"), ("closed", "Programme over")],
                        default="running",
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="begun at")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="finished at")),
                ("is_demo", models.BooleanField(default=False, verbose_name="demo")),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.kind",
                        verbose_name="kind",
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
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="run by",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.scheme",
                        verbose_name="scheme",
                    ),
                ),
            ],
            options={
                "verbose_name": "programme",
                "verbose_name_plural": "programmes",
                "indexes": [
                    models.Index(
                        fields=["place_code"],
                        name="programmes_programme_place",
                        opclasses=["text_pattern_ops"],
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="programmes_programme_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at", None), ("closed_by", None), ("state", "running")
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                ("state", "closed"),
                            ),
                            _connector="OR",
                        ),
                        name="programmes_programme_closed_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Demand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("share", "Share of a purpose"),
                            ("figure", "Figure of the place"),
                            ("coverage", "Villages with such a figure"),
                        ],
                        max_length=8,
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="title")),
                ("title_en", models.CharField(max_length=120, verbose_name="title in English")),
                ("name", models.CharField(max_length=60, verbose_name="purpose or figure")),
                (
                    "least",
                    models.DecimalField(
                        decimal_places=2, max_digits=14, null=True, verbose_name="at least"
                    ),
                ),
                (
                    "most",
                    models.DecimalField(
                        decimal_places=2, max_digits=14, null=True, verbose_name="at most"
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="demands",
                        to="programmes.moneyrule",
                    ),
                ),
            ],
            options={
                "verbose_name": "demand of a rule of money",
                "verbose_name_plural": "demands of rules of money",
                "ordering": ["rule", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rule", "position"), name="programmes_demand_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("least__isnull", False), ("most__isnull", False), _connector="OR"
                        ),
                        name="programmes_demand_asks",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetLine",
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
                ("amount_fen", models.PositiveBigIntegerField(verbose_name="planned, in fen")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="budget",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "line of a budget",
                "verbose_name_plural": "lines of budgets",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["programme", "purpose", "-id"], name="programmes_budget_newest"
                    )
                ],
            },
        ),
    ]
