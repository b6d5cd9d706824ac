"""The first half of `0001_tables`: one file would be too long to read."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FIRST_TABLES = [
    migrations.CreateModel(
        name="Channel",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("name", models.CharField(max_length=40, unique=True, verbose_name="name")),
            (
                "name_en",
                models.CharField(blank=True, max_length=60, verbose_name="name in English"),
            ),
            ("owner", models.CharField(max_length=60, verbose_name="who runs it")),
            ("told", models.CharField(blank=True, max_length=300, verbose_name="what it is")),
            (
                "is_demo",
                models.BooleanField(default=False, verbose_name="invented for the demo"),
            ),
            ("made_at", models.DateTimeField(verbose_name="made at")),
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
            "verbose_name": "channel",
            "verbose_name_plural": "channels",
        },
    ),
    migrations.CreateModel(
        name="CountyList",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("name", models.CharField(max_length=60, unique=True, verbose_name="name")),
            (
                "level",
                models.CharField(
                    choices=[("national", "national"), ("province", "of a province")],
                    max_length=8,
                    verbose_name="level",
                ),
            ),
            ("source", models.CharField(max_length=200, verbose_name="where it is from")),
            ("file_digest", models.CharField(max_length=64)),
            ("at", models.DateTimeField(verbose_name="last brought at")),
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
            "verbose_name": "county list",
            "verbose_name_plural": "county lists",
        },
    ),
    migrations.CreateModel(
        name="Checklist",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("version", models.PositiveSmallIntegerField(verbose_name="version")),
            ("valid_from", models.DateField(verbose_name="valid from")),
            ("source", models.CharField(max_length=200, verbose_name="where it is from")),
            ("is_verified", models.BooleanField(default=False, verbose_name="is verified")),
            ("made_at", models.DateTimeField(verbose_name="made at")),
            (
                "channel",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="checklists",
                    to="channel.channel",
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
            "verbose_name": "checklist of a channel",
            "verbose_name_plural": "checklists of a channel",
            "constraints": [
                models.UniqueConstraint(
                    fields=("channel", "version"), name="channel_checklist_once"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ListedCounty",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("code", models.CharField(max_length=6, verbose_name="code")),
            (
                "exit_year",
                models.PositiveSmallIntegerField(null=True, verbose_name="left the list in"),
            ),
            (
                "written_code",
                models.CharField(blank=True, max_length=12, verbose_name="code as written"),
            ),
            (
                "written_name",
                models.CharField(blank=True, max_length=60, verbose_name="name as written"),
            ),
            (
                "join",
                models.CharField(
                    choices=[
                        ("code", "code and name"),
                        ("renamed", "code; its unit has changed"),
                        ("name", "name; its code has changed"),
                    ],
                    max_length=7,
                    verbose_name="joined by",
                ),
            ),
            (
                "county_list",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="counties",
                    to="channel.countylist",
                ),
            ),
        ],
        options={
            "verbose_name": "county on a list",
            "verbose_name_plural": "counties on lists",
            "indexes": [models.Index(fields=["code"], name="channel_listed_code")],
            "constraints": [
                models.UniqueConstraint(fields=("county_list", "code"), name="channel_listed_once"),
                models.CheckConstraint(
                    condition=models.Q(
                        ("exit_year", None), ("exit_year__range", (1986, 2100)), _connector="OR"
                    ),
                    name="channel_listed_year",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Question",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("position", models.PositiveSmallIntegerField()),
            ("kind", models.CharField(max_length=12, verbose_name="kind")),
            (
                "class_code",
                models.CharField(blank=True, max_length=6, verbose_name="for goods of class"),
            ),
            ("zh", models.CharField(max_length=120, verbose_name="question")),
            (
                "en",
                models.CharField(blank=True, max_length=160, verbose_name="question in English"),
            ),
            (
                "checklist",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="questions",
                    to="channel.checklist",
                ),
            ),
        ],
        options={
            "verbose_name": "question",
            "verbose_name_plural": "questions",
            "constraints": [
                models.UniqueConstraint(
                    fields=("checklist", "position"), name="channel_question_once"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Recommendation",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("city_code", models.CharField(max_length=4, verbose_name="city")),
            ("contact_sealed", models.BinaryField()),
            ("contact_shown", models.CharField(max_length=24, verbose_name="contact")),
            ("made_at", models.DateTimeField(verbose_name="begun at")),
            ("sent_at", models.DateTimeField(null=True, verbose_name="sent to the channel at")),
            (
                "channel",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="recommendations",
                    to="channel.channel",
                ),
            ),
            (
                "checklist",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="channel.checklist",
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
            "verbose_name": "recommendation",
            "verbose_name_plural": "recommendations",
            "indexes": [
                models.Index(
                    fields=["city_code", "-id"],
                    name="channel_recommendation_city",
                    opclasses=["text_pattern_ops", "int8_ops"],
                )
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("checklist", None), ("sent_at", None)),
                        models.Q(("checklist__isnull", False), ("sent_at__isnull", False)),
                        _connector="OR",
                    ),
                    name="channel_recommendation_sent",
                ),
                models.CheckConstraint(
                    condition=models.Q(("city_code__regex", "^[0-9]{4}$")),
                    name="channel_recommendation_city",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Candidate",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("county_code", models.CharField(max_length=6, verbose_name="county")),
            ("supply_kg", models.PositiveIntegerField(verbose_name="supply of a year in kg")),
            ("price_fen", models.PositiveIntegerField(verbose_name="price of a unit")),
            (
                "marks",
                models.CharField(blank=True, max_length=200, verbose_name="marks claimed"),
            ),
            (
                "state",
                models.CharField(
                    choices=[
                        ("draft", "being written"),
                        ("waiting", "being checked"),
                        ("admitted", "admitted"),
                        ("refused", "not admitted"),
                        ("withdrawn", "withdrawn"),
                    ],
                    default="draft",
                    max_length=9,
                    verbose_name="state",
                ),
            ),
            ("decided_at", models.DateTimeField(null=True, verbose_name="decided on")),
            ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
            (
                "batch",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="goods.batch",
                ),
            ),
            (
                "decided_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "earlier",
                models.OneToOneField(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="later",
                    to="channel.candidate",
                ),
            ),
            (
                "product",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="candidates",
                    to="goods.product",
                ),
            ),
            (
                "recommended_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "channel",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="channel.channel",
                ),
            ),
            (
                "recommendation",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="candidates",
                    to="channel.recommendation",
                ),
            ),
        ],
        options={
            "verbose_name": "candidate",
            "verbose_name_plural": "candidates",
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("state__in", ["draft", "waiting"])),
                    fields=("channel", "product"),
                    name="channel_candidate_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state__in", ["admitted", "refused"]), _negated=True),
                        models.Q(
                            ("decided_at__isnull", False),
                            ("decided_by__isnull", False),
                            models.Q(("decided_by", models.F("recommended_by")), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="channel_candidate_by_another",
                ),
                models.CheckConstraint(
                    condition=models.Q(("price_fen__gt", 0), ("supply_kg__gt", 0)),
                    name="channel_candidate_amounts",
                ),
            ],
        },
    ),
]
