import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import yutang.honours.models
from yutang.honours.migrations._first_tables import FIRST_TABLES


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("goods", "0004_marks"),
        ("people", "__first__"),
        ("shops", "0002_keeps_what_was"),
        ("stations", "0001_initial"),
    ]

    operations = [
        *FIRST_TABLES,
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("begins_on", models.DateField(verbose_name="put up on")),
                ("until", models.DateField(verbose_name="last day")),
                ("working_days", models.PositiveSmallIntegerField(verbose_name="working days")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended at")),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice",
                        to="honours.application",
                    ),
                ),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("begins_on"))),
                        name="honours_notice_has_days",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                ("text", models.TextField(verbose_name="what is objected")),
                ("contact_sealed", models.BinaryField()),
                ("address_digest", models.BinaryField(max_length=32, null=True)),
                ("at", models.DateTimeField(verbose_name="handed in at")),
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        choices=[("dismissed", "Not upheld"), ("upheld", "Upheld")],
                        max_length=9,
                        verbose_name="finding",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided at")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="honours.application",
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
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "objection",
                "verbose_name_plural": "objections",
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["address_digest", "-at"], name="honours_objection_address")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""),
                                ("decided_at", None),
                                ("decided_by", None),
                                ("finding", ""),
                            ),
                            models.Q(
                                models.Q(("finding", ""), _negated=True),
                                models.Q(("answer", ""), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="honours_objection_decided_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("sha256", models.CharField(max_length=64)),
                ("media_type", models.CharField(max_length=20)),
                ("size", models.PositiveIntegerField(verbose_name="bytes")),
                (
                    "file",
                    models.FileField(storage=yutang.honours.models.private_files, upload_to=""),
                ),
                ("added_at", models.DateTimeField(verbose_name="added at")),
                ("dropped_at", models.DateTimeField(null=True, verbose_name="taken away at")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="honours.application",
                    ),
                ),
                (
                    "demand",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="honours.demand",
                    ),
                ),
            ],
            options={
                "verbose_name": "paper",
                "verbose_name_plural": "papers",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("dropped_at", None)),
                        fields=("application", "demand", "sha256"),
                        name="honours_paper_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Change",
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
                        choices=[
                            ("awarded", "Awarded"),
                            ("kept", "Reviewed and kept"),
                            ("warned", "Warned"),
                            ("lifted", "Warning lifted"),
                            ("intended", "Withdrawal intended"),
                            ("heard", "The holder was heard"),
                            ("spared", "Withdrawal given up"),
                            ("withdrawn", "Honour withdrawn"),
                            ("expired", "Expired"),
                            ("due", "Review due"),
                        ],
                        max_length=9,
                        verbose_name="what",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("until", models.DateField(null=True, verbose_name="until this day")),
                ("lines", models.JSONField(null=True, verbose_name="checklist")),
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
                    "honour",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="honours.honour",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of an honour",
                "verbose_name_plural": "changes of honours",
                "ordering": ["id"],
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
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("at", models.DateTimeField(verbose_name="handed in at")),
                ("story", models.TextField()),
                ("goal", models.TextField()),
                ("lines", models.JSONField(verbose_name="checklist")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="honours.application",
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
                ("papers", models.ManyToManyField(related_name="submissions", to="honours.paper")),
            ],
            options={
                "verbose_name": "version handed in",
                "verbose_name_plural": "versions handed in",
                "ordering": ["application", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "number"), name="honours_submission_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("county", "County"), ("city", "City"), ("province", "Province")],
                        max_length=8,
                        verbose_name="level",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("pass", "Passed on"),
                            ("return", "Returned"),
                            ("refuse", "Not granted"),
                        ],
                        max_length=6,
                        verbose_name="outcome",
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
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="honours.submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("submission", "level"), name="honours_decision_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", "pass"),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="honours_decision_with_reason",
                    ),
                ],
            },
        ),
    ]
