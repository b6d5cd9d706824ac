import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        primary_key=True, serialize=False, verbose_name="year"
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="taken from")),
                ("loaded_at", models.DateTimeField(verbose_name="loaded at")),
            ],
            options={
                "verbose_name": "edition of the codes",
                "verbose_name_plural": "editions of the codes",
            },
        ),
        migrations.CreateModel(
            name="Filling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[("points", "points"), ("classes", "urban-rural classes")],
                        max_length=7,
                        verbose_name="what is filled in",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="taken from")),
                ("places", models.PositiveIntegerField(default=0, verbose_name="places")),
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
                "verbose_name": "filling",
                "verbose_name_plural": "fillings",
            },
        ),
        migrations.CreateModel(
            name="MatchList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "year",
                    models.PositiveSmallIntegerField(null=True, verbose_name="year of the list"),
                ),
                ("edition", models.PositiveSmallIntegerField(verbose_name="edition of the codes")),
                ("digest", models.BinaryField(max_length=32)),
                ("at", models.DateTimeField(verbose_name="brought at")),
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
                "verbose_name": "list",
                "verbose_name_plural": "lists",
                "constraints": [
                    models.UniqueConstraint(fields=("by", "digest"), name="places_matchlist_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Successor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("old_code", models.CharField(max_length=12, verbose_name="old code")),
                ("old_edition", models.PositiveSmallIntegerField(verbose_name="its edition")),
                ("old_name", models.CharField(max_length=60, verbose_name="name then")),
                ("old_short_name", models.CharField(max_length=60)),
                ("new_code", models.CharField(blank=True, max_length=12, verbose_name="new code")),
                (
                    "new_edition",
                    models.PositiveSmallIntegerField(verbose_name="edition of the new code"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("same", "unchanged"),
                            ("renamed", "renamed"),
                            ("recoded", "new code"),
                            ("merged", "merged into"),
                            ("split", "divided into"),
                            ("abolished", "abolished"),
                        ],
                        max_length=9,
                        verbose_name="what happened",
                    ),
                ),
                (
                    "valid_from",
                    models.DateField(blank=True, null=True, verbose_name="in force from"),
                ),
                ("source", models.CharField(max_length=200, verbose_name="taken from")),
                ("at", models.DateTimeField(verbose_name="written down at")),
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
                "verbose_name": "successor",
                "verbose_name_plural": "successors",
                "indexes": [
                    models.Index(fields=["new_code"], name="places_successor_new"),
                    models.Index(fields=["old_short_name"], name="places_successor_name"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("old_code", "old_edition", "new_code"),
                        name="places_successor_once",
                        opclasses=["text_pattern_ops", "int2_ops", "text_pattern_ops"],
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "split"), _negated=True),
                        fields=("old_code", "old_edition"),
                        name="places_successor_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("new_edition__gt", models.F("old_edition"))),
                        name="places_successor_forwards",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "abolished"), ("new_code", "")),
                            models.Q(
                                models.Q(("kind", "abolished"), _negated=True),
                                models.Q(("new_code", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="places_successor_leads",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Alias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("within", models.CharField(blank=True, max_length=12, verbose_name="within")),
                ("written", models.CharField(max_length=200, verbose_name="as written")),
                ("code", models.CharField(blank=True, max_length=12, verbose_name="means")),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
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
                "verbose_name": "alias",
                "verbose_name_plural": "aliases",
                "constraints": [
                    models.UniqueConstraint(fields=("within", "written"), name="places_alias_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="MatchRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="row")),
                ("province", models.CharField(blank=True, max_length=60, verbose_name="province")),
                (
                    "prefecture",
                    models.CharField(blank=True, max_length=60, verbose_name="prefecture"),
                ),
                ("county", models.CharField(blank=True, max_length=60, verbose_name="county")),
                ("town", models.CharField(blank=True, max_length=60, verbose_name="town")),
                ("village", models.CharField(blank=True, max_length=60, verbose_name="village")),
                (
                    "match",
                    models.CharField(
                        choices=[
                            ("exact", "exact"),
                            ("alias", "decided before"),
                            ("successor", "by successor"),
                            ("short", "by short name"),
                            ("moved", "in another town or county today"),
                            ("variant", "one character off"),
                            ("gone", "no longer exists"),
                            ("ambiguous", "several possible"),
                            ("town", "town only"),
                            ("county", "county only"),
                            ("prefecture", "prefecture only"),
                            ("none", "not found"),
                        ],
                        max_length=10,
                        verbose_name="match",
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=12, verbose_name="code")),
                (
                    "distance",
                    models.PositiveSmallIntegerField(default=0, verbose_name="characters off"),
                ),
                ("within", models.CharField(blank=True, max_length=12, verbose_name="within")),
                ("written", models.CharField(max_length=200, verbose_name="as written")),
                ("candidates", models.JSONField(default=list)),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided at")),
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
                    "match_list",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="places.matchlist",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of a list",
                "verbose_name_plural": "rows of lists",
                "indexes": [
                    models.Index(fields=["match_list", "match"], name="places_matchrow_match")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("match_list", "number"), name="places_matchrow_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decided_by", None)),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="places_matchrow_decided",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="place",
            name="class_from",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.filling",
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="point_from",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.filling",
            ),
        ),
    ]
