"""The first tables of the ecology room: 0001 would be too long with all of them."""

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
            "indexes": [
                models.Index(
                    fields=["place_code"],
                    name="ecology_plot_at",
                    opclasses=["text_pattern_ops"],
                )
            ],
            "constraints": [
                models.UniqueConstraint(fields=("place_code", "name"), name="ecology_plot_once"),
                models.CheckConstraint(
                    condition=models.Q(("stated_mu__gt", 0)), name="ecology_plot_area"
                ),
                models.CheckConstraint(
                    condition=models.Q(("place_code__regex", "^[0-9]{6}([0-9]{3}([0-9]{3})?)?$")),
                    name="ecology_plot_place",
                ),
            ],
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
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("day_fen__gt", 0), ("since__lte", models.F("until"))),
                    name="ecology_sheet_days",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("decided_at", None), ("decided_by", None), ("state", "made")),
                        models.Q(
                            models.Q(("state", "made"), _negated=True),
                            ("decided_at__isnull", False),
                            ("decided_by__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="ecology_sheet_decided",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "agreed"), _negated=True),
                        models.Q(("decided_by", models.F("made_by")), _negated=True),
                        _connector="OR",
                    ),
                    name="ecology_sheet_two",
                ),
            ],
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
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("mu__gt", 0),
                        models.Q(("trees", None), ("trees__gt", 0), _connector="OR"),
                    ),
                    name="ecology_planting_amount",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("decided_at", None), ("decided_by", None), ("state", "noted")),
                        models.Q(
                            models.Q(("state", "noted"), _negated=True),
                            ("decided_at__isnull", False),
                            ("decided_by__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="ecology_planting_decided",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("decided_by", None),
                        models.Q(("decided_by", models.F("noted_by")), _negated=True),
                        _connector="OR",
                    ),
                    name="ecology_planting_two",
                ),
            ],
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
            "constraints": [
                models.UniqueConstraint(fields=("plot", "other"), name="ecology_overlap_once"),
                models.CheckConstraint(
                    condition=models.Q(("mu__gt", 0), ("plot__lt", models.F("other"))),
                    name="ecology_overlap_of_two",
                ),
            ],
        },
    ),
]
