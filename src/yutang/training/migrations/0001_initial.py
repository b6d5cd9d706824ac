import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import yutang.training.models
from yutang.training.migrations._tables import TABLES


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("courses", "0001_initial"),
        ("people", "__first__"),
        ("programmes", "0001_initial"),
        ("roster", "0001_initial"),
    ]

    operations = [
        *TABLES,
        migrations.CreateModel(
            name="SessionPhoto",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.FileField(storage=yutang.training.models.private_files, upload_to=""),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("width", models.PositiveSmallIntegerField()),
                ("height", models.PositiveSmallIntegerField()),
                ("taken_on", models.DateField(verbose_name="taken on")),
                ("taken_at", models.CharField(max_length=60, verbose_name="where")),
                ("added_at", models.DateTimeField(verbose_name="added at")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="training.session",
                    ),
                ),
            ],
            options={
                "verbose_name": "photograph of a session",
                "verbose_name_plural": "photographs of sessions",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "sha256"), name="training_photo_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionTeacher",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("local", "Teacher in the room"),
                            ("remote", "Remote teacher"),
                            ("assistant", "Assistant"),
                        ],
                        max_length=9,
                        verbose_name="as",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="teachers",
                        to="training.session",
                    ),
                ),
            ],
            options={
                "verbose_name": "teacher of a session",
                "verbose_name_plural": "teachers of sessions",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "part", "name"), name="training_teacher_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("present", "Present"),
                            ("late", "Late sync, to be confirmed"),
                            ("undone", "Taken back"),
                        ],
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("qr", "code scanned"),
                            ("code", "code typed"),
                            ("list", "ticked by the teacher"),
                            ("remote", "remotely"),
                        ],
                        max_length=6,
                        verbose_name="how",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="when")),
                (
                    "claimed_at",
                    models.DateTimeField(null=True, verbose_name="when, as the device says"),
                ),
                ("came_at", models.DateTimeField(verbose_name="when it reached us")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="training.enrolment",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="training.session",
                    ),
                ),
            ],
            options={
                "verbose_name": "attendance",
                "verbose_name_plural": "attendances",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "enrolment"), name="training_attendance_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EnrolmentStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked for"),
                            ("waiting", "On the waiting list"),
                            ("admitted", "Has a seat"),
                            ("attending", "Attending"),
                            ("completed", "Completed"),
                            ("failed", "Not completed yet"),
                            ("left", "Left the class"),
                            ("refused", "Not admitted"),
                        ],
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
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
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="training.enrolment",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of an enrolment",
                "verbose_name_plural": "steps of enrolments",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="OpinionGiven",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "enrolment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinion_given",
                        to="training.enrolment",
                    ),
                ),
            ],
            options={
                "verbose_name": "opinion given",
                "verbose_name_plural": "opinions given",
            },
        ),
        migrations.CreateModel(
            name="Practice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=60, unique=True, verbose_name="key")),
                ("what", models.CharField(max_length=80, verbose_name="what")),
                ("on", models.DateField(verbose_name="on")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="practices",
                        to="training.enrolment",
                    ),
                ),
            ],
            options={
                "verbose_name": "practice",
                "verbose_name_plural": "practices",
            },
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("is_passed", models.BooleanField(verbose_name="completed")),
                ("inputs", models.JSONField(verbose_name="judged by")),
                ("lacks", models.JSONField(verbose_name="what is lacking")),
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
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judgements",
                        to="training.enrolment",
                    ),
                ),
            ],
            options={
                "verbose_name": "judgement",
                "verbose_name_plural": "judgements",
                "ordering": ["enrolment", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("enrolment", "number"), name="training_judgement_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_passed", True)),
                        fields=("enrolment",),
                        name="training_passed_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AttendanceAct",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("mark", "marked as present"),
                            ("late", "came late over the line"),
                            ("confirm", "confirmed"),
                            ("undo", "was taken back"),
                        ],
                        max_length=7,
                        verbose_name="act",
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("qr", "code scanned"),
                            ("code", "code typed"),
                            ("list", "ticked by the teacher"),
                            ("remote", "remotely"),
                        ],
                        max_length=6,
                        verbose_name="how",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "claimed_at",
                    models.DateTimeField(null=True, verbose_name="when, as the device says"),
                ),
                (
                    "attendance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="training.attendance",
                    ),
                ),
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
                "verbose_name": "act on an attendance",
                "verbose_name_plural": "acts on attendances",
                "ordering": ["id"],
            },
        ),
    ]
