import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import yutang.courses.models
from yutang.courses.migrations._first_tables import FIRST_TABLES


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "__first__"),
        ("roster", "0002_guards"),
    ]

    operations = [
        *FIRST_TABLES,
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "lesson",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="courses.lesson",
                    ),
                ),
                ("file", models.CharField(max_length=120)),
                ("width", models.PositiveSmallIntegerField()),
                ("height", models.PositiveSmallIntegerField()),
                ("words", models.CharField(max_length=120, verbose_name="words beneath")),
                (
                    "words_en",
                    models.CharField(
                        blank=True, max_length=240, verbose_name="words beneath, in English"
                    ),
                ),
            ],
            options={
                "verbose_name": "picture of a lesson",
                "verbose_name_plural": "pictures of lessons",
                "ordering": ["id"],
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
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="courses.courseversion",
                    ),
                ),
                (
                    "lesson",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="courses.lesson",
                    ),
                ),
                (
                    "in_exam",
                    models.BooleanField(default=True, verbose_name="may be drawn for the exam"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("single", "One is right"),
                            ("multiple", "Several are right"),
                            ("truth", "True or false"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(verbose_name="question")),
                ("text_en", models.TextField(blank=True, verbose_name="question in English")),
                ("why", models.TextField(verbose_name="why")),
                ("why_en", models.TextField(blank=True, verbose_name="why, in English")),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_exam", True), ("lesson__isnull", False), _connector="OR"
                        ),
                        name="courses_question_is_asked",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Option",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="options",
                        to="courses.question",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=200, verbose_name="answer")),
                (
                    "text_en",
                    models.CharField(blank=True, max_length=300, verbose_name="answer in English"),
                ),
                ("is_right", models.BooleanField(default=False, verbose_name="right")),
            ],
            options={
                "verbose_name": "answer to choose",
                "verbose_name_plural": "answers to choose",
                "ordering": ["question", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("question", "position"), name="courses_option_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExamAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "attempt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="courses.attempt",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.question",
                    ),
                ),
                ("options", models.JSONField()),
                ("chosen", models.JSONField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("is_right", models.BooleanField(null=True)),
            ],
            options={
                "verbose_name": "answer in an exam",
                "verbose_name_plural": "answers in exams",
                "ordering": ["attempt", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("attempt", "position"), name="courses_answer_once"
                    ),
                    models.UniqueConstraint(
                        fields=("attempt", "question"), name="courses_answer_question_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuizRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="courses.study",
                    ),
                ),
                (
                    "lesson",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.lesson",
                    ),
                ),
                ("key", models.UUIDField(unique=True)),
                ("answers", models.JSONField()),
                ("right", models.PositiveSmallIntegerField(verbose_name="right")),
                ("out_of", models.PositiveSmallIntegerField(verbose_name="out of")),
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
                "verbose_name": "round of a quiz",
                "verbose_name_plural": "rounds of quizzes",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("right__lte", models.F("out_of"))),
                        name="courses_round_right",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LessonDone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="done",
                        to="courses.study",
                    ),
                ),
                (
                    "lesson",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.lesson",
                    ),
                ),
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
                "verbose_name": "finished lesson",
                "verbose_name_plural": "finished lessons",
                "indexes": [models.Index(fields=["at"], name="courses_lesson_done_at")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("study", "lesson"), name="courses_lesson_done_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="courses.study",
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="courses.assignment",
                    ),
                ),
                ("key", models.UUIDField(unique=True)),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("text", models.TextField(verbose_name="words")),
                ("at", models.DateTimeField(verbose_name="handed in at")),
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
                "verbose_name": "work handed in",
                "verbose_name_plural": "works handed in",
                "ordering": ["study", "assignment", "number"],
                "indexes": [models.Index(fields=["at"], name="courses_submission_at")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("study", "assignment", "number"), name="courses_submission_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="courses.submission",
                    ),
                ),
                ("points", models.JSONField()),
                ("total", models.PositiveSmallIntegerField(verbose_name="points")),
                ("words", models.TextField(verbose_name="words")),
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
                "verbose_name": "mark",
                "verbose_name_plural": "marks",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="SubmissionPhoto",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="courses.submission",
                    ),
                ),
                (
                    "file",
                    models.FileField(storage=yutang.courses.models.private_files, upload_to=""),
                ),
                ("width", models.PositiveSmallIntegerField()),
                ("height", models.PositiveSmallIntegerField()),
            ],
            options={
                "verbose_name": "photograph handed in",
                "verbose_name_plural": "photographs handed in",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Watch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="watches",
                        to="courses.study",
                    ),
                ),
                (
                    "lesson",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.lesson",
                    ),
                ),
                ("stretches", models.JSONField(default=list)),
                ("seconds", models.PositiveIntegerField(default=0)),
                ("told_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "watched video",
                "verbose_name_plural": "watched videos",
                "constraints": [
                    models.UniqueConstraint(fields=("study", "lesson"), name="courses_watch_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="course",
            name="copied_from",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="copies",
                to="courses.courseversion",
            ),
        ),
    ]
