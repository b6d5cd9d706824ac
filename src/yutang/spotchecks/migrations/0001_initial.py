import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "__first__"),
        ("roster", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sample",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="about")),
                ("about", models.CharField(max_length=40)),
                ("turn", models.PositiveSmallIntegerField(verbose_name="draw")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("place_code", models.CharField(max_length=12, verbose_name="place")),
                (
                    "frame",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None, verbose_name="frame"
                    ),
                ),
                (
                    "frame_digest",
                    models.CharField(max_length=64, verbose_name="SHA-256 of the frame"),
                ),
                ("seed", models.CharField(max_length=32, verbose_name="seed")),
                ("size", models.PositiveIntegerField(verbose_name="size")),
                (
                    "barred",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("drawn_at", models.DateTimeField(verbose_name="drawn at")),
                ("is_demo", models.BooleanField(default=False)),
                (
                    "drawn_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "sample",
                "verbose_name_plural": "samples",
                "indexes": [
                    models.Index(
                        fields=["place_code"],
                        name="spotchecks_sample_at",
                        opclasses=["text_pattern_ops"],
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "about", "turn"), name="spotchecks_sample_turn"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0), ("size__lte", models.F("frame__len"))),
                        name="spotchecks_sample_size",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place_code__regex", "^([0-9]{2,12})?$")),
                        name="spotchecks_sample_place",
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
                ("code", models.CharField(max_length=30)),
                ("zh", models.CharField(max_length=120, verbose_name="in Chinese")),
                ("en", models.CharField(max_length=200, verbose_name="in English")),
                ("answers", models.JSONField(verbose_name="answers")),
                (
                    "sample",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="spotchecks.sample",
                    ),
                ),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sample", "code"), name="spotchecks_question_once"
                    ),
                    models.UniqueConstraint(
                        fields=("sample", "position"), name="spotchecks_question_position"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Drawn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(verbose_name="number")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="roster.member",
                    ),
                ),
                (
                    "sample",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drawn",
                        to="spotchecks.sample",
                    ),
                ),
            ],
            options={
                "verbose_name": "person drawn",
                "verbose_name_plural": "persons drawn",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sample", "position"), name="spotchecks_drawn_position"
                    ),
                    models.UniqueConstraint(
                        fields=("sample", "member"), name="spotchecks_drawn_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("answered", "answered the questions"),
                            ("never", "says they never took part"),
                            ("refused", "does not want to answer"),
                            ("wrong", "wrong number"),
                            ("unreached", "nobody answered"),
                            ("later", "call again later"),
                            ("no_number", "no number, or no consent to be called"),
                        ],
                        max_length=9,
                        verbose_name="result",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
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
                    "drawn",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="spotchecks.drawn",
                    ),
                ),
            ],
            options={
                "verbose_name": "attempt",
                "verbose_name_plural": "attempts",
                "indexes": [models.Index(fields=["drawn", "-id"], name="spotchecks_attempt_of")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "result__in",
                                [
                                    "answered",
                                    "never",
                                    "refused",
                                    "wrong",
                                    "unreached",
                                    "later",
                                    "no_number",
                                ],
                            )
                        ),
                        name="spotchecks_attempt_result",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=30)),
                (
                    "attempt",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="spotchecks.attempt",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spotchecks.question",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer",
                "verbose_name_plural": "answers",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("attempt", "question"), name="spotchecks_answer_once"
                    )
                ],
            },
        ),
    ]
