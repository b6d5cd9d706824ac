import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import yutang.specialities.models
from yutang.specialities.migrations._first_tables import FIRST_TABLES


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("goods", "0004_marks"),
        ("people", "__first__"),
    ]

    operations = [
        *FIRST_TABLES,
        migrations.CreateModel(
            name="PlanMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "from_state",
                    models.CharField(blank=True, max_length=8, verbose_name="from state"),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("proposed", "Proposed to the county"),
                            ("agreed", "Agreed by the county"),
                            ("running", "Being carried out"),
                            ("closed", "Closed for good"),
                        ],
                        max_length=8,
                        verbose_name="to state",
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moves",
                        to="specialities.plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "move of a plan",
                "verbose_name_plural": "moves of plans",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="PlanVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("told", models.JSONField(verbose_name="the plan as it stood")),
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
                    "plan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="specialities.plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a plan",
                "verbose_name_plural": "versions of plans",
                "ordering": ["version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "version"), name="specialities_planversion_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=120, verbose_name="what is done")),
                ("owner", models.CharField(max_length=60, verbose_name="who does it")),
                ("due_on", models.DateField(verbose_name="due on")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Not begun"),
                            ("doing", "Being done"),
                            ("done", "Done"),
                            ("dropped", "Not pursued"),
                        ],
                        default="open",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "evidence",
                    models.FileField(
                        blank=True,
                        storage=yutang.specialities.models.private_files,
                        upload_to="plans/%Y/%m/",
                        verbose_name="photograph as evidence",
                    ),
                ),
                ("changed_at", models.DateTimeField(verbose_name="changed at")),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="specialities.plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "task",
                "verbose_name_plural": "tasks",
                "ordering": ["due_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "dropped"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="specialities_task_dropped_with_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClusterLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("town_a", models.CharField(max_length=9, verbose_name="town")),
                ("town_b", models.CharField(max_length=9, verbose_name="town")),
                ("how", models.CharField(max_length=40, verbose_name="how they are neighbours")),
                ("buyers", models.PositiveIntegerField(verbose_name="buyers of both")),
                ("suppliers", models.PositiveIntegerField(verbose_name="suppliers of both")),
                (
                    "cluster",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="specialities.cluster",
                    ),
                ),
            ],
            options={
                "verbose_name": "link of a cluster",
                "verbose_name_plural": "links of clusters",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cluster", "town_a", "town_b"), name="specialities_clusterlink_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("town_a__lt", models.F("town_b"))),
                        name="specialities_clusterlink_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClusterTown",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("town_code", models.CharField(db_index=True, max_length=9, verbose_name="town")),
                ("sales_fen", models.PositiveBigIntegerField(verbose_name="net sales in fen")),
                (
                    "share_percent",
                    models.DecimalField(
                        decimal_places=1, max_digits=5, verbose_name="share of its sales"
                    ),
                ),
                (
                    "cluster",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="towns",
                        to="specialities.cluster",
                    ),
                ),
            ],
            options={
                "verbose_name": "town of a cluster",
                "verbose_name_plural": "towns of clusters",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cluster", "town_code"), name="specialities_clustertown_once"
                    )
                ],
            },
        ),
    ]
