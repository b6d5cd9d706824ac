"""The first half of `0001_initial`: one file would be too long to read."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FIRST_TABLES = [
    migrations.CreateModel(
        name="Offer",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("key", models.UUIDField(unique=True)),
            ("place_code", models.CharField(max_length=12, verbose_name="where")),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("host", "Host of sales"),
                        ("packing", "Packing and sending"),
                        ("shop", "Running a shop"),
                        ("teaching", "Teaching"),
                        ("farm", "Farm work"),
                        ("internship", "Internship"),
                        ("other", "Other work"),
                    ],
                    max_length=10,
                    verbose_name="kind",
                ),
            ),
            ("title", models.CharField(max_length=60, verbose_name="title")),
            ("about", models.TextField(verbose_name="what is to be done")),
            (
                "producer",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="goods.producer",
                    verbose_name="producer",
                ),
            ),
            ("offered_by", models.CharField(max_length=80, verbose_name="who offers it")),
            ("wanted", models.PositiveSmallIntegerField(verbose_name="number wanted")),
            ("hired", models.PositiveSmallIntegerField(default=0, verbose_name="taken")),
            (
                "pay_basis",
                models.CharField(
                    choices=[
                        ("month", "a month"),
                        ("day", "a day"),
                        ("share", "a share of what is sold"),
                        ("none", "without pay"),
                    ],
                    max_length=5,
                    verbose_name="pay",
                ),
            ),
            ("pay_from_fen", models.PositiveIntegerField(default=0, verbose_name="pay from")),
            ("pay_to_fen", models.PositiveIntegerField(default=0, verbose_name="pay to")),
            (
                "share_percent",
                models.PositiveSmallIntegerField(default=0, verbose_name="share, %"),
            ),
            ("housing", models.BooleanField(default=False, verbose_name="with housing")),
            (
                "age_least",
                models.PositiveSmallIntegerField(default=16, verbose_name="age at least"),
            ),
            ("until", models.DateField(verbose_name="apply until")),
            ("contact_sealed", models.BinaryField()),
            (
                "programme",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="programmes.programme",
                ),
            ),
            (
                "state",
                models.CharField(
                    choices=[
                        ("draft", "Draft"),
                        ("check", "With the county"),
                        ("returned", "Returned"),
                        ("public", "On the board"),
                        ("closed", "Closed"),
                    ],
                    default="draft",
                    max_length=8,
                    verbose_name="state",
                ),
            ),
            ("since", models.DateTimeField(verbose_name="since")),
            ("made_at", models.DateTimeField(verbose_name="made at")),
            (
                "made_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("is_demo", models.BooleanField(default=False, verbose_name="demo")),
        ],
        options={
            "verbose_name": "offer of work",
            "verbose_name_plural": "offers of work",
            "indexes": [
                models.Index(fields=["state", "-since"], name="placement_offer_board"),
                models.Index(
                    fields=["place_code"],
                    name="placement_offer_place",
                    opclasses=["text_pattern_ops"],
                ),
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("wanted__gte", 1), ("hired__lte", models.F("wanted"))),
                    name="placement_offer_hired",
                ),
                models.CheckConstraint(
                    condition=models.Q(("age_least__gte", 16)),
                    name="placement_offer_nobody_under_16",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("pay_basis__in", ["month", "day"]),
                            ("pay_from_fen__gte", 1),
                            ("pay_to_fen__gte", models.F("pay_from_fen")),
                            ("share_percent", 0),
                        ),
                        models.Q(
                            ("pay_basis", "share"),
                            ("pay_from_fen", 0),
                            ("pay_to_fen", 0),
                            ("share_percent__range", (1, 100)),
                        ),
                        models.Q(
                            ("kind", "internship"),
                            ("pay_basis", "none"),
                            ("pay_from_fen", 0),
                            ("pay_to_fen", 0),
                            ("share_percent", 0),
                        ),
                        _connector="OR",
                    ),
                    name="placement_offer_pay",
                ),
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
                "offer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="applications",
                    to="placement.offer",
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
            ("key", models.UUIDField(unique=True)),
            ("words", models.TextField(verbose_name="what I can do")),
            ("contact_sealed", models.BinaryField()),
            ("shows_diplomas", models.BooleanField(verbose_name="diplomas may be seen")),
            (
                "guardian_agrees",
                models.BooleanField(default=False, verbose_name="a guardian agrees"),
            ),
            (
                "state",
                models.CharField(
                    choices=[
                        ("applied", "Applied"),
                        ("invited", "Invited"),
                        ("refused", "Not taken"),
                        ("hired", "Taken"),
                        ("withdrawn", "Withdrawn by the applicant"),
                    ],
                    default="applied",
                    max_length=9,
                    verbose_name="state",
                ),
            ),
            ("since", models.DateTimeField(verbose_name="since")),
            ("at", models.DateTimeField(verbose_name="applied at")),
            (
                "by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "verbose_name": "application for work",
            "verbose_name_plural": "applications for work",
            "constraints": [
                models.UniqueConstraint(
                    fields=("offer", "member"), name="placement_application_once"
                )
            ],
        },
    ),
]
