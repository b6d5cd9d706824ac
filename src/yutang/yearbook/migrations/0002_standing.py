"""What stands of a place, and which source was chosen."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("yearbook", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Choice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place_code",
                    models.CharField(db_collation="C", max_length=12, verbose_name="place"),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "about",
                    models.CharField(
                        blank=True, db_collation="C", max_length=6, verbose_name="product class"
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="because")),
                ("at", models.DateTimeField(verbose_name="chosen at")),
                (
                    "office_code",
                    models.CharField(blank=True, max_length=12, verbose_name="office of the place"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="yearbook.factkind",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="yearbook.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "choice of a source",
                "verbose_name_plural": "choices of sources",
                "indexes": [
                    models.Index(
                        fields=["place_code", "kind", "year"], name="yearbook_choice_place"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="yearbook_choice_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place_code",
                    models.CharField(db_collation="C", max_length=12, verbose_name="place"),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "about",
                    models.CharField(
                        blank=True, db_collation="C", max_length=6, verbose_name="product class"
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        decimal_places=4, max_digits=20, null=True, verbose_name="value"
                    ),
                ),
                (
                    "withdrawn_because",
                    models.CharField(blank=True, max_length=200, verbose_name="withdrawn because"),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later",
                        to="yearbook.fact",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="yearbook.factkind",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="yearbook.report",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="yearbook.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "fact",
                "verbose_name_plural": "facts",
                "indexes": [
                    models.Index(fields=["place_code", "kind", "year"], name="yearbook_fact_place")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("supersedes", None)),
                        fields=("place_code", "kind", "year", "about", "source"),
                        name="yearbook_fact_first",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("supersedes__isnull", False)),
                        fields=("supersedes",),
                        name="yearbook_fact_line",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("value__isnull", False), ("withdrawn_because", "")),
                            models.Q(
                                ("supersedes__isnull", False),
                                ("value", None),
                                models.Q(("withdrawn_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="yearbook_fact_value",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place_code",
                    models.CharField(db_collation="C", max_length=12, verbose_name="place"),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "about",
                    models.CharField(
                        blank=True, db_collation="C", max_length=6, verbose_name="product class"
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        decimal_places=4, max_digits=20, null=True, verbose_name="value"
                    ),
                ),
                (
                    "is_disputed",
                    models.BooleanField(default=False, verbose_name="sources disagree"),
                ),
                (
                    "total",
                    models.DecimalField(
                        decimal_places=4, max_digits=32, null=True, verbose_name="total below"
                    ),
                ),
                (
                    "weight",
                    models.DecimalField(
                        decimal_places=4, max_digits=26, null=True, verbose_name="weight below"
                    ),
                ),
                (
                    "villages",
                    models.PositiveIntegerField(default=0, verbose_name="villages that told"),
                ),
                (
                    "wholes",
                    models.PositiveIntegerField(
                        default=0, verbose_name="places that told as a whole"
                    ),
                ),
                (
                    "fact",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="yearbook.fact",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="yearbook.factkind",
                    ),
                ),
            ],
            options={
                "verbose_name": "what stands",
                "verbose_name_plural": "what stands",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "place_code", "year", "about"),
                        name="yearbook_standing_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fact", None), ("value", None)),
                            models.Q(("fact__isnull", False), ("value__isnull", False)),
                            _connector="OR",
                        ),
                        name="yearbook_standing_value",
                    ),
                ],
            },
        ),
    ]
