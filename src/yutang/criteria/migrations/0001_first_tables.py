import uuid

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
            name="Wording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="SHA-256")),
                ("criterion", models.CharField(max_length=48, verbose_name="criterion")),
                ("text", models.TextField(verbose_name="text")),
            ],
            options={
                "verbose_name": "wording",
                "verbose_name_plural": "wordings",
            },
        ),
        migrations.CreateModel(
            name="OwnCriterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place_code", models.CharField(max_length=6, verbose_name="county")),
                ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                (
                    "villages",
                    models.PositiveIntegerField(null=True, verbose_name="Taobao villages at least"),
                ),
                (
                    "towns",
                    models.PositiveIntegerField(null=True, verbose_name="Taobao towns at least"),
                ),
                (
                    "sales_yuan",
                    models.PositiveBigIntegerField(
                        null=True, verbose_name="sales of a year at least, in yuan"
                    ),
                ),
                (
                    "active_shops",
                    models.PositiveIntegerField(null=True, verbose_name="active shops at least"),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                ("made_at", models.DateTimeField(verbose_name="set at")),
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
                "verbose_name": "own target",
                "verbose_name_plural": "own targets",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place_code", "version"), name="criteria_own_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place_code__regex", "^[0-9]{6}$")),
                        name="criteria_own_county",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("villages__isnull", False),
                            ("towns__isnull", False),
                            ("sales_yuan__isnull", False),
                            ("active_shops__isnull", False),
                            _connector="OR",
                        ),
                        name="criteria_own_asks_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Identification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, unique=True, verbose_name="key")),
                ("family", models.CharField(max_length=42, verbose_name="family")),
                ("level", models.PositiveSmallIntegerField(verbose_name="level")),
                ("place_code", models.CharField(blank=True, max_length=12, verbose_name="place")),
                ("first_month", models.DateField(verbose_name="first month")),
                ("last_month", models.DateField(verbose_name="last month")),
                (
                    "is_complete",
                    models.BooleanField(default=False, verbose_name="all shops are imported"),
                ),
                (
                    "is_poor_area",
                    models.BooleanField(null=True, verbose_name="lies in a poor area"),
                ),
                (
                    "near_percent",
                    models.PositiveSmallIntegerField(verbose_name="near from, in percent"),
                ),
                (
                    "near_lacking",
                    models.PositiveSmallIntegerField(
                        verbose_name="near with at most so many lacking"
                    ),
                ),
                ("yes", models.PositiveIntegerField(default=0, verbose_name="meets it")),
                ("no", models.PositiveIntegerField(default=0, verbose_name="does not")),
                ("near", models.PositiveIntegerField(default=0, verbose_name="near")),
                ("unknown", models.PositiveIntegerField(default=0, verbose_name="not known")),
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
                    "within",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="criteria.identification",
                    ),
                ),
                (
                    "wording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="identifications",
                        to="criteria.wording",
                    ),
                ),
            ],
            options={
                "verbose_name": "identification",
                "verbose_name_plural": "identifications",
                "indexes": [
                    models.Index(fields=["family", "place_code"], name="criteria_identification_at")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_month__day", 1),
                            ("last_month__day", 1),
                            ("last_month__gte", models.F("first_month")),
                        ),
                        name="criteria_identification_months",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("near__lte", models.F("no"))),
                        name="criteria_identification_near",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Total",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "place_code",
                        "identification_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("place_code", models.CharField(blank=True, max_length=9, verbose_name="place")),
                ("yes", models.PositiveIntegerField(verbose_name="meets it")),
                ("no", models.PositiveIntegerField(verbose_name="does not")),
                ("near", models.PositiveIntegerField(verbose_name="near")),
                ("unknown", models.PositiveIntegerField(verbose_name="not known")),
                (
                    "identification",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="totals",
                        to="criteria.identification",
                    ),
                ),
            ],
            options={
                "verbose_name": "total of an identification",
                "verbose_name_plural": "totals of identifications",
            },
        ),
        migrations.CreateModel(
            name="Verdict",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "identification_id",
                        "place_code",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("place_code", models.CharField(max_length=12, verbose_name="place")),
                (
                    "answer",
                    models.CharField(
                        choices=[("yes", "Meets it"), ("no", "Does not"), ("unknown", "Not known")],
                        max_length=7,
                        verbose_name="verdict",
                    ),
                ),
                ("is_near", models.BooleanField(verbose_name="near miss")),
                ("inputs", models.JSONField(verbose_name="inputs")),
                ("lacks", models.JSONField(verbose_name="what it lacks")),
                (
                    "identification",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verdicts",
                        to="criteria.identification",
                    ),
                ),
            ],
            options={
                "verbose_name": "verdict",
                "verbose_name_plural": "verdicts",
                "indexes": [
                    models.Index(fields=["place_code"], name="criteria_verdict_place"),
                    models.Index(
                        condition=models.Q(("answer", "yes"), ("is_near", True), _connector="OR"),
                        fields=["identification", "place_code"],
                        name="criteria_verdict_told",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["yes", "no", "unknown"])),
                        name="criteria_verdict_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_near", False), ("answer", "no"), _connector="OR"),
                        name="criteria_verdict_near",
                    ),
                ],
            },
        ),
    ]
