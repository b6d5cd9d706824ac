# Written by Django 5.2 from models.py.

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=12, verbose_name="code")),
                ("edition", models.PositiveSmallIntegerField(verbose_name="edition")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "short_name",
                    models.CharField(
                        help_text="without unit and peoples, for searching",
                        max_length=60,
                        verbose_name="short name",
                    ),
                ),
                ("parent_code", models.CharField(blank=True, max_length=9, verbose_name="lies in")),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "province"),
                            (2, "prefecture"),
                            (3, "county"),
                            (4, "town"),
                            (5, "village"),
                        ],
                        verbose_name="level",
                    ),
                ),
                (
                    "urban_rural_class",
                    models.CharField(
                        blank=True,
                        help_text="empty until imported",
                        max_length=3,
                        verbose_name="urban-rural class",
                    ),
                ),
                ("longitude", models.FloatField(blank=True, null=True, verbose_name="longitude")),
                ("latitude", models.FloatField(blank=True, null=True, verbose_name="latitude")),
            ],
            options={
                "verbose_name": "place",
                "verbose_name_plural": "places",
                "indexes": [
                    models.Index(
                        fields=["short_name"],
                        name="places_place_short_name",
                        opclasses=["text_pattern_ops"],
                    ),
                    models.Index(fields=["parent_code"], name="places_place_parent"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "edition"),
                        name="places_place_code",
                        opclasses=["text_pattern_ops", "int2_ops"],
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code__regex", "^[0-9]{2}$"), ("level", 1)),
                            models.Q(("code__regex", "^[0-9]{4}$"), ("level", 2)),
                            models.Q(("code__regex", "^[0-9]{6}$"), ("level", 3)),
                            models.Q(("code__regex", "^[0-9]{9}$"), ("level", 4)),
                            models.Q(("code__regex", "^[0-9]{12}$"), ("level", 5)),
                            _connector="OR",
                        ),
                        name="places_place_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "urban_rural_class__in",
                                ["", "111", "112", "121", "122", "123", "210", "220"],
                            )
                        ),
                        name="places_place_class",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude", None), ("longitude", None)),
                            models.Q(
                                ("latitude__isnull", False),
                                ("latitude__range", (-90, 90)),
                                ("longitude__isnull", False),
                                ("longitude__range", (-180, 180)),
                            ),
                            _connector="OR",
                        ),
                        name="places_place_point",
                    ),
                ],
            },
        ),
    ]
