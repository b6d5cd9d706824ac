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
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(max_length=120, unique=True, verbose_name="source of facts"),
                ),
            ],
            options={
                "verbose_name": "source of facts",
                "verbose_name_plural": "sources of facts",
            },
        ),
        migrations.CreateModel(
            name="FactKind",
            fields=[
                ("id", models.SmallAutoField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=40, unique=True, verbose_name="name")),
                ("title_zh", models.CharField(max_length=40, verbose_name="title in Chinese")),
                ("title_en", models.CharField(max_length=60, verbose_name="title in English")),
                ("unit_zh", models.CharField(max_length=20, verbose_name="unit in Chinese")),
                ("unit_en", models.CharField(max_length=30, verbose_name="unit in English")),
                ("digits", models.PositiveSmallIntegerField(default=0, verbose_name="digits")),
                (
                    "rollup",
                    models.CharField(
                        choices=[
                            ("sum", "the sum of the places in it"),
                            ("mean", "the weighted mean of the places in it"),
                            ("none", "not made from the places in it"),
                        ],
                        max_length=4,
                        verbose_name="how places above are made",
                    ),
                ),
                (
                    "by_class",
                    models.BooleanField(default=False, verbose_name="one value a product class"),
                ),
                (
                    "headings",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="other headings in tables"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="place in the list")),
                (
                    "weight",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="yearbook.factkind",
                        verbose_name="weighted by",
                    ),
                ),
            ],
            options={
                "verbose_name": "kind of fact",
                "verbose_name_plural": "kinds of facts",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rollup", "mean"), ("weight__isnull", False)),
                            models.Q(("rollup", "mean"), _negated=True),
                            _connector="OR",
                        ),
                        name="yearbook_factkind_weight",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Definition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.PositiveSmallIntegerField(verbose_name="from the year")),
                (
                    "valid_to",
                    models.PositiveSmallIntegerField(null=True, verbose_name="to the year"),
                ),
                ("told_zh", models.TextField(verbose_name="meaning in Chinese")),
                ("told_en", models.TextField(verbose_name="meaning in English")),
                ("source", models.TextField(verbose_name="source of the definition")),
                (
                    "least",
                    models.DecimalField(
                        decimal_places=4, default=0, max_digits=20, verbose_name="least plausible"
                    ),
                ),
                (
                    "most",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=20,
                        null=True,
                        verbose_name="most plausible in a village",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="definitions",
                        to="yearbook.factkind",
                    ),
                ),
            ],
            options={
                "verbose_name": "definition",
                "verbose_name_plural": "definitions",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "valid_from"), name="yearbook_definition_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="yearbook_definition_years",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
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
                            ("reported", "reported"),
                            ("surveyed", "surveyed"),
                            ("computed", "computed"),
                            ("register", "taken from a register"),
                            ("estimated", "estimated"),
                        ],
                        max_length=9,
                        verbose_name="way of finding",
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[("high", "high"), ("medium", "medium"), ("low", "low")],
                        max_length=6,
                        verbose_name="confidence",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="why so sure, or not"
                    ),
                ),
                ("as_of", models.DateField(null=True, verbose_name="as of")),
                ("at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "office_code",
                    models.CharField(blank=True, max_length=12, verbose_name="office of the place"),
                ),
                (
                    "evidence",
                    models.CharField(blank=True, max_length=64, verbose_name="evidence, SHA-256"),
                ),
                (
                    "evidence_name",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="name of the evidence"
                    ),
                ),
                (
                    "table",
                    models.CharField(
                        blank=True, max_length=64, verbose_name="imported table, SHA-256"
                    ),
                ),
                (
                    "table_name",
                    models.CharField(blank=True, max_length=120, verbose_name="name of the table"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="yearbook.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "report",
                "verbose_name_plural": "reports",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "method__in",
                                ["reported", "surveyed", "computed", "register", "estimated"],
                            )
                        ),
                        name="yearbook_method",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confidence__in", ["high", "medium", "low"])),
                        name="yearbook_confidence",
                    ),
                ],
            },
        ),
    ]
