import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "__first__"),
        ("programmes", "0005_first_kinds"),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=160, verbose_name="title in English"),
                ),
                ("parties", models.JSONField(verbose_name="parties")),
                (
                    "place_code",
                    models.CharField(
                        blank=True,
                        help_text="empty: the whole country",
                        max_length=12,
                        verbose_name="place code",
                    ),
                ),
                ("signed_on", models.DateField(verbose_name="signed on")),
                ("text", models.TextField(verbose_name="whole text")),
                (
                    "text_digest",
                    models.CharField(max_length=64, verbose_name="SHA-256 of the text"),
                ),
                ("file_name", models.CharField(blank=True, max_length=120, verbose_name="file")),
                (
                    "file_digest",
                    models.CharField(blank=True, max_length=64, verbose_name="SHA-256"),
                ),
                (
                    "is_demo",
                    models.BooleanField(default=False, verbose_name="invented for the demo"),
                ),
                ("made_at", models.DateTimeField(verbose_name="recorded at")),
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
                "verbose_name": "agreement",
                "verbose_name_plural": "agreements",
                "indexes": [models.Index(fields=["-signed_on"], name="promises_agreement_signed")],
            },
        ),
        migrations.CreateModel(
            name="Tolerance",
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
                ("percent", models.PositiveSmallIntegerField(verbose_name="percent")),
                ("source", models.TextField(verbose_name="source of the rule")),
                (
                    "is_unverified",
                    models.BooleanField(default=False, verbose_name="unverified default"),
                ),
            ],
            options={
                "verbose_name": "tolerance of promises",
                "verbose_name_plural": "tolerances of promises",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place_code", "valid_from"), name="promises_tolerance_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("percent__lte", 100)), name="promises_tolerance_share"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Clause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("text", models.TextField(verbose_name="clause")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clauses",
                        to="promises.agreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "clause",
                "verbose_name_plural": "clauses",
                "ordering": ["agreement", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "position"), name="promises_clause_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Promise",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=160, verbose_name="title in English"),
                ),
                (
                    "indicator",
                    models.CharField(
                        blank=True,
                        help_text="empty: counted by hand",
                        max_length=60,
                        verbose_name="figure",
                    ),
                ),
                (
                    "counts",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("persons", "persons"),
                            ("person_times", "person-times"),
                            ("yuan", "yuan"),
                            ("mu", "mu"),
                            ("places", "places"),
                            ("", "something else"),
                        ],
                        max_length=12,
                        verbose_name="what is counted",
                    ),
                ),
                ("unit", models.CharField(max_length=20, verbose_name="unit")),
                (
                    "unit_en",
                    models.CharField(blank=True, max_length=30, verbose_name="unit in English"),
                ),
                (
                    "span",
                    models.CharField(
                        choices=[
                            ("latest", "the latest year as it stands"),
                            ("added", "all years since the baseline, added"),
                        ],
                        default="latest",
                        max_length=6,
                        verbose_name="years",
                    ),
                ),
                ("place_codes", models.JSONField(default=list, verbose_name="places")),
                (
                    "baseline",
                    models.DecimalField(decimal_places=2, max_digits=18, verbose_name="baseline"),
                ),
                ("baseline_on", models.DateField(verbose_name="day of the baseline")),
                (
                    "target",
                    models.DecimalField(decimal_places=2, max_digits=18, verbose_name="target"),
                ),
                ("due_on", models.DateField(verbose_name="due on")),
                (
                    "reference",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=18,
                        null=True,
                        verbose_name="reference",
                    ),
                ),
                (
                    "reference_source",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="source of the reference"
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(default=False, verbose_name="invented for the demo"),
                ),
                ("made_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "clause",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to="promises.clause",
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
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "promise",
                "verbose_name_plural": "promises",
                "indexes": [models.Index(fields=["owner"], name="promises_promise_owner")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("baseline__gte", 0), ("target__gt", models.F("baseline"))
                        ),
                        name="promises_goes_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gt", models.F("baseline_on"))),
                        name="promises_due_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("counts", "persons"), ("span", "added"), _negated=True),
                        name="promises_persons_not_added",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reference", None),
                            models.Q(("reference_source", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="promises_reference_has_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="on")),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=18, verbose_name="amount"),
                ),
                ("note", models.CharField(max_length=300, verbose_name="based on")),
                ("file_name", models.CharField(blank=True, max_length=120, verbose_name="file")),
                (
                    "file_digest",
                    models.CharField(blank=True, max_length=64, verbose_name="SHA-256"),
                ),
                ("at", models.DateTimeField(verbose_name="recorded at")),
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
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="promises.promise",
                    ),
                ),
            ],
            options={
                "verbose_name": "evidence for a promise",
                "verbose_name_plural": "evidence for promises",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True),
                        name="promises_evidence_amount",
                    )
                ],
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
                ("status", models.CharField(max_length=9, verbose_name="how it stood")),
                ("what", models.CharField(max_length=300, verbose_name="what is done")),
                ("who", models.CharField(max_length=60, verbose_name="by whom")),
                ("until", models.DateField(verbose_name="until when")),
                ("at", models.DateTimeField(verbose_name="decided at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="promises.promise",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision about a promise",
                "verbose_name_plural": "decisions about promises",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["late", "overdue"])),
                        name="promises_decision_behind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="on")),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=18, verbose_name="value"),
                ),
                ("read_at", models.DateTimeField(verbose_name="read at")),
                (
                    "promise",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="promises.promise",
                    ),
                ),
            ],
            options={
                "verbose_name": "reading of a promise",
                "verbose_name_plural": "readings of promises",
                "constraints": [
                    models.UniqueConstraint(fields=("promise", "on"), name="promises_reading_once")
                ],
            },
        ),
    ]
