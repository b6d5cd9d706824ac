"""The first half of `0001_initial`: one file would be too long to read."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FIRST_TABLES = [
    migrations.CreateModel(
        name="Serial",
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
                        ("model_shop", "Model shop"),
                        ("demo_village", "Demonstration village"),
                        ("demo_town", "Demonstration town"),
                        ("pioneer_county", "Pioneer county"),
                        ("brand_station", "Brand station"),
                        ("park", "Industrial park"),
                    ],
                    max_length=14,
                ),
            ),
            ("year", models.PositiveSmallIntegerField()),
            ("last", models.PositiveIntegerField(default=0)),
        ],
        options={
            "verbose_name": "serial",
            "verbose_name_plural": "serials",
            "constraints": [
                models.UniqueConstraint(fields=("kind", "year"), name="honours_serial_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="Version",
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
                        ("model_shop", "Model shop"),
                        ("demo_village", "Demonstration village"),
                        ("demo_town", "Demonstration town"),
                        ("pioneer_county", "Pioneer county"),
                        ("brand_station", "Brand station"),
                        ("park", "Industrial park"),
                    ],
                    max_length=14,
                    verbose_name="kind",
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
            ("applicants", models.JSONField(verbose_name="who may apply")),
            (
                "last_level",
                models.CharField(
                    choices=[("county", "County"), ("city", "City"), ("province", "Province")],
                    max_length=8,
                    verbose_name="who awards",
                ),
            ),
            (
                "notice_days",
                models.PositiveSmallIntegerField(verbose_name="working days of notice"),
            ),
            ("valid_months", models.PositiveSmallIntegerField(verbose_name="months in force")),
            (
                "review_months",
                models.PositiveSmallIntegerField(verbose_name="months between reviews"),
            ),
            (
                "warning_days",
                models.PositiveSmallIntegerField(verbose_name="days of a warning"),
            ),
            (
                "hearing_days",
                models.PositiveSmallIntegerField(verbose_name="days to be heard before withdrawal"),
            ),
            ("source", models.TextField(verbose_name="source of the rule")),
            (
                "is_unverified",
                models.BooleanField(default=False, verbose_name="unverified default"),
            ),
        ],
        options={
            "verbose_name": "version of an honour's rule",
            "verbose_name_plural": "versions of honours' rules",
            "constraints": [
                models.UniqueConstraint(
                    fields=("kind", "place_code", "valid_from"), name="honours_version_once"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("valid_to", None),
                        ("valid_to__gte", models.F("valid_from")),
                        _connector="OR",
                    ),
                    name="honours_version_ends_after_it_begins",
                ),
                models.CheckConstraint(
                    condition=models.Q(("notice_days__gte", 1)),
                    name="honours_version_has_notice",
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
            ("how", models.CharField(max_length=8)),
            ("title", models.CharField(max_length=120, verbose_name="title")),
            ("title_en", models.CharField(max_length=120, verbose_name="title in English")),
            (
                "name",
                models.CharField(blank=True, max_length=60, verbose_name="criterion or figure"),
            ),
            (
                "least",
                models.DecimalField(
                    blank=True,
                    decimal_places=2,
                    max_digits=16,
                    null=True,
                    verbose_name="at least",
                ),
            ),
            (
                "version",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="demands",
                    to="honours.version",
                ),
            ),
        ],
        options={
            "verbose_name": "demand",
            "verbose_name_plural": "demands",
            "ordering": ["version", "position"],
            "constraints": [
                models.UniqueConstraint(fields=("version", "position"), name="honours_demand_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="Application",
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
                        ("model_shop", "Model shop"),
                        ("demo_village", "Demonstration village"),
                        ("demo_town", "Demonstration town"),
                        ("pioneer_county", "Pioneer county"),
                        ("brand_station", "Brand station"),
                        ("park", "Industrial park"),
                    ],
                    max_length=14,
                    verbose_name="kind",
                ),
            ),
            (
                "applicant",
                models.CharField(
                    choices=[
                        ("shop", "Shop"),
                        ("village", "A village"),
                        ("town", "Town"),
                        ("county", "County"),
                        ("producer", "Producer or organisation"),
                        ("station", "Station"),
                    ],
                    max_length=8,
                    verbose_name="applicant",
                ),
            ),
            ("place_code", models.CharField(max_length=12, verbose_name="place")),
            ("name", models.CharField(max_length=80, verbose_name="name on the plaque")),
            (
                "state",
                models.CharField(
                    choices=[
                        ("draft", "Draft"),
                        ("county", "With the county"),
                        ("city", "With the city"),
                        ("province", "With the province"),
                        ("returned", "Returned"),
                        ("notice", "Public notice"),
                        ("ready", "To be awarded"),
                        ("awarded", "Awarded"),
                        ("refused", "Not granted"),
                        ("dropped", "Withdrawn by the applicant"),
                    ],
                    default="draft",
                    max_length=8,
                    verbose_name="state",
                ),
            ),
            ("since", models.DateTimeField(verbose_name="in this state since")),
            ("story", models.TextField(blank=True, verbose_name="what was achieved")),
            ("goal", models.TextField(blank=True, verbose_name="what comes next")),
            ("made_at", models.DateTimeField(verbose_name="begun at")),
            ("is_demo", models.BooleanField(default=False, verbose_name="demo")),
            (
                "made_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "producer",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="goods.producer",
                ),
            ),
            (
                "shop",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="shops.shop",
                ),
            ),
            (
                "station",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="stations.station",
                ),
            ),
            (
                "version",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="applications",
                    to="honours.version",
                    verbose_name="rule",
                ),
            ),
        ],
        options={
            "verbose_name": "application",
            "verbose_name_plural": "applications",
            "indexes": [
                models.Index(fields=["state", "since"], name="honours_application_waits"),
                models.Index(
                    fields=["place_code"],
                    name="honours_application_place",
                    opclasses=["text_pattern_ops"],
                ),
            ],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(
                        (
                            "state__in",
                            [
                                "draft",
                                "county",
                                "city",
                                "province",
                                "returned",
                                "notice",
                                "ready",
                            ],
                        )
                    ),
                    fields=("kind", "place_code", "shop", "producer", "station"),
                    name="honours_application_open_once",
                    nulls_distinct=False,
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("applicant", "shop"),
                            ("producer", None),
                            ("shop__isnull", False),
                            ("station", None),
                        ),
                        models.Q(
                            ("applicant", "producer"),
                            ("producer__isnull", False),
                            ("shop", None),
                            ("station", None),
                        ),
                        models.Q(
                            ("applicant", "station"),
                            ("producer", None),
                            ("shop", None),
                            ("station__isnull", False),
                        ),
                        models.Q(
                            ("applicant__in", ["village", "town", "county"]),
                            ("producer", None),
                            ("shop", None),
                            ("station", None),
                        ),
                        _connector="OR",
                    ),
                    name="honours_application_of_one",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("state__in", ["draft", "dropped"]),
                        ("version__isnull", False),
                        _connector="OR",
                    ),
                    name="honours_application_has_rule",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Honour",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("number", models.CharField(max_length=14, unique=True, verbose_name="number")),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("model_shop", "Model shop"),
                        ("demo_village", "Demonstration village"),
                        ("demo_town", "Demonstration town"),
                        ("pioneer_county", "Pioneer county"),
                        ("brand_station", "Brand station"),
                        ("park", "Industrial park"),
                    ],
                    max_length=14,
                    verbose_name="kind",
                ),
            ),
            ("year", models.PositiveSmallIntegerField(verbose_name="year")),
            ("serial", models.PositiveIntegerField(verbose_name="serial")),
            ("place_code", models.CharField(max_length=12, verbose_name="place")),
            ("name", models.CharField(max_length=80, verbose_name="holder")),
            ("awarded_on", models.DateField(verbose_name="awarded on")),
            ("valid_until", models.DateField(verbose_name="in force until")),
            (
                "state",
                models.CharField(
                    choices=[
                        ("valid", "In force"),
                        ("warned", "Warned"),
                        ("withdrawn", "Honour withdrawn"),
                        ("expired", "Expired"),
                    ],
                    default="valid",
                    max_length=9,
                    verbose_name="state",
                ),
            ),
            ("review_due", models.DateField(verbose_name="next review")),
            (
                "review_told",
                models.DateField(null=True, verbose_name="told that this review is due"),
            ),
            ("warned_until", models.DateField(null=True, verbose_name="warned until")),
            ("hearing_until", models.DateField(null=True, verbose_name="may be heard until")),
            ("ended_on", models.DateField(null=True, verbose_name="ended on")),
            ("is_demo", models.BooleanField(default=False, verbose_name="demo")),
            (
                "application",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="honour",
                    to="honours.application",
                ),
            ),
        ],
        options={
            "verbose_name": "honour",
            "verbose_name_plural": "honours",
            "indexes": [
                models.Index(
                    fields=["place_code"],
                    name="honours_honour_place",
                    opclasses=["text_pattern_ops"],
                ),
                models.Index(
                    condition=models.Q(("state__in", ["valid", "warned"])),
                    fields=["review_due"],
                    name="honours_honour_review",
                ),
                models.Index(fields=["-awarded_on"], name="honours_honour_awarded"),
            ],
            "constraints": [
                models.UniqueConstraint(
                    fields=("kind", "year", "serial"), name="honours_honour_serial_once"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("ended_on", None), ("state__in", ["valid", "warned"])),
                        models.Q(
                            ("ended_on__isnull", False), ("state__in", ["withdrawn", "expired"])
                        ),
                        _connector="OR",
                    ),
                    name="honours_honour_ends",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "warned"), _negated=True),
                        ("warned_until__isnull", False),
                        _connector="OR",
                    ),
                    name="honours_honour_warned_until",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "withdrawn"), _negated=True),
                        models.Q(
                            ("ended_on__gt", models.F("hearing_until")),
                            ("hearing_until__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="honours_honour_heard_first",
                ),
            ],
        },
    ),
]
