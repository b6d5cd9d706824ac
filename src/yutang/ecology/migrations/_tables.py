"""The tables of `0001_initial`: one file would be too long to read."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TABLES = [
    migrations.CreateModel(
        name="Plot",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("name", models.CharField(max_length=40, verbose_name="name")),
            ("place_code", models.CharField(max_length=12, verbose_name="village")),
            (
                "stated_mu",
                models.DecimalField(
                    decimal_places=2, max_digits=9, verbose_name="stated area in mu"
                ),
            ),
            ("key", models.UUIDField(unique=True, verbose_name="key")),
            ("made_at", models.DateTimeField(verbose_name="registered at")),
            ("is_demo", models.BooleanField(default=False)),
            (
                "made_by",
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
                    related_name="plots",
                    to="programmes.programme",
                ),
            ),
        ],
        options={
            "verbose_name": "plot",
            "verbose_name_plural": "plots",
        },
    ),
    migrations.CreateModel(
        name="Planting",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "photo",
                models.CharField(blank=True, max_length=64, verbose_name="SHA-256 of the photo"),
            ),
            ("photo_at", models.DateTimeField(null=True, verbose_name="photo taken at")),
            ("photo_east", models.FloatField(null=True)),
            ("photo_north", models.FloatField(null=True)),
            (
                "time_says",
                models.CharField(
                    choices=[
                        ("agrees", "agrees"),
                        ("differs", "differs"),
                        ("unknown", "not known"),
                    ],
                    max_length=7,
                    verbose_name="day of the photo",
                ),
            ),
            (
                "place_says",
                models.CharField(
                    choices=[
                        ("agrees", "agrees"),
                        ("differs", "differs"),
                        ("unknown", "not known"),
                    ],
                    max_length=7,
                    verbose_name="place of the photo",
                ),
            ),
            (
                "metres",
                models.PositiveIntegerField(null=True, verbose_name="metres from the plot"),
            ),
            ("key", models.UUIDField(unique=True, verbose_name="key")),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("new", "newly planted"),
                        ("again", "planted again where trees died"),
                    ],
                    max_length=5,
                    verbose_name="kind",
                ),
            ),
            ("on", models.DateField(verbose_name="planted on")),
            ("species", models.CharField(max_length=30, verbose_name="species")),
            (
                "mu",
                models.DecimalField(decimal_places=2, max_digits=9, verbose_name="area in mu"),
            ),
            ("trees", models.PositiveIntegerField(null=True, verbose_name="number of trees")),
            (
                "state",
                models.CharField(
                    choices=[
                        ("noted", "waits for a second person"),
                        ("confirmed", "confirmed"),
                        ("refused", "refused"),
                    ],
                    default="noted",
                    max_length=9,
                    verbose_name="state",
                ),
            ),
            ("noted_at", models.DateTimeField(verbose_name="noted at")),
            ("decided_at", models.DateTimeField(null=True, verbose_name="decided at")),
            ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
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
                "noted_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "plot",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="plantings",
                    to="ecology.plot",
                ),
            ),
        ],
        options={
            "verbose_name": "planting",
            "verbose_name_plural": "plantings",
        },
    ),
    migrations.CreateModel(
        name="Overlap",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "mu",
                models.DecimalField(decimal_places=2, max_digits=9, verbose_name="area in mu"),
            ),
            (
                "other",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="ecology.plot",
                ),
            ),
            (
                "plot",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="overlaps",
                    to="ecology.plot",
                ),
            ),
        ],
        options={
            "verbose_name": "overlap",
            "verbose_name_plural": "overlaps",
        },
    ),
    migrations.CreateModel(
        name="Outline",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("number", models.PositiveSmallIntegerField()),
            ("shape", models.JSONField(verbose_name="shape")),
            (
                "mu",
                models.DecimalField(
                    decimal_places=2,
                    max_digits=9,
                    null=True,
                    verbose_name="measured area in mu",
                ),
            ),
            ("west", models.FloatField()),
            ("south", models.FloatField()),
            ("east", models.FloatField()),
            ("north", models.FloatField()),
            (
                "how",
                models.CharField(
                    choices=[
                        ("walked", "walked along with a phone"),
                        ("drawn", "drawn"),
                        ("file", "from a file"),
                    ],
                    max_length=6,
                    verbose_name="how it is known",
                ),
            ),
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
                "plot",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="outlines",
                    to="ecology.plot",
                ),
            ),
        ],
        options={
            "verbose_name": "outline",
            "verbose_name_plural": "outlines",
        },
    ),
    migrations.CreateModel(
        name="Survey",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "photo",
                models.CharField(blank=True, max_length=64, verbose_name="SHA-256 of the photo"),
            ),
            ("photo_at", models.DateTimeField(null=True, verbose_name="photo taken at")),
            ("photo_east", models.FloatField(null=True)),
            ("photo_north", models.FloatField(null=True)),
            (
                "time_says",
                models.CharField(
                    choices=[
                        ("agrees", "agrees"),
                        ("differs", "differs"),
                        ("unknown", "not known"),
                    ],
                    max_length=7,
                    verbose_name="day of the photo",
                ),
            ),
            (
                "place_says",
                models.CharField(
                    choices=[
                        ("agrees", "agrees"),
                        ("differs", "differs"),
                        ("unknown", "not known"),
                    ],
                    max_length=7,
                    verbose_name="place of the photo",
                ),
            ),
            (
                "metres",
                models.PositiveIntegerField(null=True, verbose_name="metres from the plot"),
            ),
            ("key", models.UUIDField(unique=True, verbose_name="key")),
            ("on", models.DateField(verbose_name="looked at on")),
            ("alive", models.PositiveIntegerField(verbose_name="alive")),
            ("dead", models.PositiveIntegerField(verbose_name="dead")),
            ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
            ("at", models.DateTimeField(verbose_name="noted at")),
            (
                "by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "planting",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="surveys",
                    to="ecology.planting",
                ),
            ),
        ],
        options={
            "verbose_name": "survival check",
            "verbose_name_plural": "survival checks",
        },
    ),
    migrations.CreateModel(
        name="Quadrat",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("number", models.PositiveSmallIntegerField()),
            ("alive", models.PositiveIntegerField(verbose_name="alive")),
            ("dead", models.PositiveIntegerField(verbose_name="dead")),
            (
                "survey",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="quadrats",
                    to="ecology.survey",
                ),
            ),
        ],
        options={
            "verbose_name": "sample square",
            "verbose_name_plural": "sample squares",
        },
    ),
    migrations.CreateModel(
        name="WageSheet",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("since", models.DateField(verbose_name="from")),
            ("until", models.DateField(verbose_name="until")),
            ("day_fen", models.PositiveIntegerField(verbose_name="wage a day in fen")),
            (
                "state",
                models.CharField(
                    choices=[
                        ("made", "waits for a second person"),
                        ("agreed", "agreed, on its way to the bank"),
                        ("refused", "refused"),
                    ],
                    default="made",
                    max_length=7,
                    verbose_name="state",
                ),
            ),
            ("made_at", models.DateTimeField(verbose_name="made at")),
            ("decided_at", models.DateTimeField(null=True, verbose_name="decided at")),
            ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
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
                "made_by",
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
                    related_name="wage_sheets",
                    to="programmes.programme",
                ),
            ),
        ],
        options={
            "verbose_name": "wage sheet",
            "verbose_name_plural": "wage sheets",
        },
    ),
    migrations.CreateModel(
        name="WorkDay",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("on", models.DateField(verbose_name="on")),
            ("wage_fen", models.PositiveIntegerField(null=True, verbose_name="wage in fen")),
            ("at", models.DateTimeField(verbose_name="noted at")),
            (
                "by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "member",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="roster.member",
                ),
            ),
            (
                "plot",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="work_days",
                    to="ecology.plot",
                ),
            ),
            (
                "sheet",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="work_days",
                    to="ecology.wagesheet",
                ),
            ),
        ],
        options={
            "verbose_name": "work day",
            "verbose_name_plural": "work days",
        },
    ),
]
