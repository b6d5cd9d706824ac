import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from yutang.ecology.migrations._tables import TABLES


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "__first__"),
        ("programmes", "0001_initial"),
        ("roster", "0001_initial"),
    ]

    operations = [
        *TABLES,
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
                "indexes": [models.Index(fields=["west", "east"], name="ecology_outline_west")],
                "constraints": [
                    models.UniqueConstraint(fields=("plot", "number"), name="ecology_outline_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("south__lte", models.F("north")), ("west__lte", models.F("east"))
                        ),
                        name="ecology_outline_box",
                    ),
                ],
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
                "indexes": [models.Index(fields=["plot", "on"], name="ecology_work_day_at")],
                "constraints": [
                    models.UniqueConstraint(fields=("member", "on"), name="ecology_work_day_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sheet", None), ("wage_fen", None)),
                            models.Q(("sheet__isnull", False), ("wage_fen__gt", 0)),
                            _connector="OR",
                        ),
                        name="ecology_work_day_wage",
                    ),
                ],
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
                    models.CharField(
                        blank=True, max_length=64, verbose_name="SHA-256 of the photo"
                    ),
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
                "indexes": [models.Index(fields=["planting", "-on"], name="ecology_survey_of")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("alive__gt", 0), ("dead__gt", 0), _connector="OR"),
                        name="ecology_survey_counted",
                    )
                ],
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("survey", "number"), name="ecology_quadrat_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("alive__gt", 0), ("dead__gt", 0), _connector="OR"),
                        name="ecology_quadrat_counted",
                    ),
                ],
            },
        ),
    ]
