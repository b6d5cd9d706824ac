import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("promises", "0002_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Card",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place_code", models.CharField(max_length=12, verbose_name="place code")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
            ],
            options={
                "verbose_name": "report card",
                "verbose_name_plural": "report cards",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place_code", "year"),
                        name="reports_card_once",
                        opclasses=["text_pattern_ops", "int2_ops"],
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "place_code__regex",
                                "^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$",
                            )
                        ),
                        name="reports_card_place",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CardVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                (
                    "reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why it is corrected"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "in preparation"),
                            ("submitted", "handed in"),
                            ("city", "approved by the city"),
                            ("locked", "approved and locked"),
                            ("returned", "returned"),
                        ],
                        default="draft",
                        max_length=9,
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="since")),
                ("made_at", models.DateTimeField(verbose_name="begun at")),
                (
                    "card",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="reports.card",
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
            ],
            options={
                "verbose_name": "version of a report card",
                "verbose_name_plural": "versions of report cards",
                "ordering": ["card", "number"],
            },
        ),
        migrations.CreateModel(
            name="Declaration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place_code", models.CharField(max_length=12, verbose_name="village")),
                ("kind", models.CharField(max_length=40, verbose_name="kind of facts")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("at", models.DateTimeField(verbose_name="declared at")),
                ("withdrawn_at", models.DateTimeField(null=True, verbose_name="withdrawn at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "declaration of nothing to report",
                "verbose_name_plural": "declarations of nothing to report",
            },
        ),
        migrations.CreateModel(
            name="Reckoned",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place_code", models.CharField(blank=True, max_length=12)),
                ("year", models.PositiveSmallIntegerField()),
                ("manifest", models.PositiveBigIntegerField()),
                ("definitions", models.CharField(max_length=64)),
                ("values", models.JSONField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "reckoned report card",
                "verbose_name_plural": "reckoned report cards",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place_code", "year"), name="reports_reckoned_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="handed in, times")),
                ("manifest", models.PositiveBigIntegerField(verbose_name="manifest")),
                ("through", models.DateField(verbose_name="facts through")),
                ("digest", models.CharField(max_length=64, verbose_name="SHA-256 of the values")),
                ("is_demo", models.BooleanField(default=False)),
                ("at", models.DateTimeField(verbose_name="handed in at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="reports.cardversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "report card as handed in",
                "verbose_name_plural": "report cards as handed in",
                "ordering": ["version", "number"],
            },
        ),
        migrations.CreateModel(
            name="FrozenValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.PositiveSmallIntegerField(verbose_name="line")),
                ("indicator", models.CharField(max_length=60, verbose_name="indicator")),
                (
                    "number",
                    models.DecimalField(
                        decimal_places=6, max_digits=26, null=True, verbose_name="value"
                    ),
                ),
                (
                    "why_none",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="why there is no value"
                    ),
                ),
                (
                    "numerator",
                    models.DecimalField(
                        decimal_places=6, max_digits=26, null=True, verbose_name="numerator"
                    ),
                ),
                (
                    "denominator",
                    models.DecimalField(
                        decimal_places=6, max_digits=26, null=True, verbose_name="denominator"
                    ),
                ),
                ("rows", models.PositiveBigIntegerField(verbose_name="rows")),
                (
                    "reported",
                    models.PositiveIntegerField(null=True, verbose_name="places that reported"),
                ),
                ("of_places", models.PositiveIntegerField(null=True, verbose_name="places in all")),
                (
                    "reporters",
                    models.CharField(blank=True, max_length=10, verbose_name="who reports"),
                ),
                ("through", models.DateField(null=True, verbose_name="through")),
                ("trend", models.CharField(max_length=160, verbose_name="five years")),
                (
                    "threshold",
                    models.CharField(blank=True, max_length=60, verbose_name="threshold"),
                ),
                (
                    "promised",
                    models.DecimalField(
                        decimal_places=2, max_digits=18, null=True, verbose_name="promised"
                    ),
                ),
                ("due_on", models.DateField(null=True, verbose_name="due on")),
                ("status", models.CharField(max_length=12, verbose_name="status")),
                (
                    "promise",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="promises.promise",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="values",
                        to="reports.submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "value of a report card",
                "verbose_name_plural": "values of report cards",
                "ordering": ["submission", "line"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("city", "city"), ("province", "province")],
                        max_length=8,
                        verbose_name="level",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("pass", "approved"), ("return", "returned")],
                        max_length=6,
                        verbose_name="outcome",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
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
                    "submission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="reports.submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision about a report card",
                "verbose_name_plural": "decisions about report cards",
                "ordering": ["id"],
            },
        ),
        migrations.AddIndex(
            model_name="cardversion",
            index=models.Index(fields=["state", "since"], name="reports_version_waits"),
        ),
        migrations.AddConstraint(
            model_name="cardversion",
            constraint=models.UniqueConstraint(
                fields=("card", "number"), name="reports_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="cardversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "locked"), _negated=True),
                fields=("card",),
                name="reports_version_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="cardversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("number", 1), ("reason", "")),
                    models.Q(("number__gt", 1), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="reports_version_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("kind", "year", "place_code"),
                name="reports_declaration_once",
                opclasses=["text_ops", "int2_ops", "text_pattern_ops"],
            ),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.CheckConstraint(
                condition=models.Q(("place_code__regex", "^[0-9]{12}$")),
                name="reports_declaration_village",
            ),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                    _connector="OR",
                ),
                name="reports_declaration_withdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(
                fields=("version", "number"), name="reports_submission_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="frozenvalue",
            constraint=models.UniqueConstraint(
                fields=("submission", "line"), name="reports_value_line"
            ),
        ),
        migrations.AddConstraint(
            model_name="frozenvalue",
            constraint=models.UniqueConstraint(
                fields=("submission", "indicator"), name="reports_value_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="frozenvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("number__isnull", False), ("why_none", "")),
                    models.Q(("number", None), models.Q(("why_none", ""), _negated=True)),
                    _connector="OR",
                ),
                name="reports_value_or_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="frozenvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("due_on", None), ("promise", None), ("promised", None), ("threshold", "")
                    ),
                    models.Q(
                        ("due_on", None),
                        ("promise", None),
                        ("promised__isnull", False),
                        models.Q(("threshold", ""), _negated=True),
                    ),
                    models.Q(
                        ("due_on__isnull", False),
                        ("promise__isnull", False),
                        ("promised__isnull", False),
                        ("threshold", ""),
                    ),
                    _connector="OR",
                ),
                name="reports_value_promised_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("submission", "level"), name="reports_decision_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome", "pass"), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="reports_decision_with_reason",
            ),
        ),
    ]
