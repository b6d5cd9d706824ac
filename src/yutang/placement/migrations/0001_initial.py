import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from yutang.placement.migrations._first_tables import FIRST_TABLES


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("goods", "0005_place_index"),
        ("people", "__first__"),
        ("programmes", "0005_first_kinds"),
        ("roster", "0002_guards"),
    ]

    operations = [
        *FIRST_TABLES,
        migrations.CreateModel(
            name="ApplicationStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="placement.application",
                    ),
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
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("at", models.DateTimeField(verbose_name="at")),
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
                "verbose_name": "step of an application for work",
                "verbose_name_plural": "steps of applications for work",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="OfferStep",
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
                        related_name="steps",
                        to="placement.offer",
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
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
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
            ],
            options={
                "verbose_name": "step of an offer",
                "verbose_name_plural": "steps of offers",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="roster.member",
                    ),
                ),
                (
                    "application",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placement",
                        to="placement.application",
                    ),
                ),
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
                ("employer", models.CharField(max_length=80, verbose_name="where they work")),
                ("place_code", models.CharField(max_length=12, verbose_name="place")),
                ("starts_on", models.DateField(verbose_name="begins on")),
                ("ended_on", models.DateField(null=True, verbose_name="ended on")),
                (
                    "ended_why",
                    models.CharField(blank=True, max_length=200, verbose_name="why it ended"),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="written down at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("is_demo", models.BooleanField(default=False, verbose_name="demo")),
            ],
            options={
                "verbose_name": "placement",
                "verbose_name_plural": "placements",
                "indexes": [
                    models.Index(
                        fields=["place_code"],
                        name="placement_placement_place",
                        opclasses=["text_pattern_ops"],
                    ),
                    models.Index(fields=["starts_on"], name="placement_placement_start"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "employer", "starts_on"), name="placement_placement_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on", None), ("ended_why", "")),
                            ("ended_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="placement_placement_ends",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="roster.member",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="placement.placement",
                    ),
                ),
                ("counted_from", models.DateField(verbose_name="counted from")),
                ("months", models.PositiveSmallIntegerField(verbose_name="months after")),
                (
                    "how",
                    models.CharField(
                        choices=[("phone", "by phone"), ("in_person", "in person")],
                        max_length=9,
                        verbose_name="how",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("answered", "Answered"),
                            ("unreached", "Not reached"),
                            ("declined", "Did not want to answer"),
                        ],
                        max_length=9,
                        verbose_name="outcome",
                    ),
                ),
                ("still_there", models.BooleanField(null=True, verbose_name="still there")),
                ("has_shop", models.BooleanField(null=True, verbose_name="opened a shop")),
                ("has_sold", models.BooleanField(null=True, verbose_name="has sold")),
                (
                    "month_fen",
                    models.PositiveIntegerField(null=True, verbose_name="earned a month"),
                ),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="words")),
                ("at", models.DateTimeField(verbose_name="asked at")),
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
                "verbose_name": "follow-up",
                "verbose_name_plural": "follow-ups",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["member", "counted_from", "months"], name="placement_follow_up_of"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("months__in", [3, 6, 12])),
                        name="placement_follow_up_months",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", "answered"),
                            models.Q(
                                ("has_shop", None),
                                ("has_sold", None),
                                ("month_fen", None),
                                ("still_there", None),
                            ),
                            _connector="OR",
                        ),
                        name="placement_follow_up_answers",
                    ),
                ],
            },
        ),
    ]
