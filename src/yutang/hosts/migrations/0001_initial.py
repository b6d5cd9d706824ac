import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from yutang.hosts.migrations._tables import TABLES


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("diplomas", "0001_initial"),
        ("live", "0004_place_index"),
        ("people", "__first__"),
        ("roster", "0001_initial"),
        ("training", "0001_initial"),
    ]

    operations = [
        *TABLES,
        migrations.CreateModel(
            name="Check",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                ("age", models.PositiveSmallIntegerField(verbose_name="age")),
                (
                    "saw_identity",
                    models.BooleanField(verbose_name="ID card seen and compared with the roster"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="roster.consent",
                        verbose_name="consent",
                    ),
                ),
                (
                    "path",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="hosts.path",
                    ),
                ),
            ],
            options={
                "verbose_name": "check of an application",
                "verbose_name_plural": "checks of applications",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("age__gte", 16)), name="hosts_check_age"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("saw_identity", True)), name="hosts_check_identity"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age__gte", 18), ("consent__isnull", False), _connector="OR"
                        ),
                        name="hosts_check_guardian",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PracticeSale",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                ("at", models.DateTimeField(verbose_name="at")),
                ("light", models.BooleanField(verbose_name="Light: face and goods are well lit")),
                ("sound", models.BooleanField(verbose_name="Sound: every word is understood")),
                ("truth", models.BooleanField(verbose_name="Said price and origin, both true")),
                (
                    "plain",
                    models.BooleanField(
                        verbose_name="No absolute terms (best, first, national grade)"
                    ),
                ),
                (
                    "refund",
                    models.BooleanField(verbose_name="Answered a question about returns rightly"),
                ),
                (
                    "words",
                    models.CharField(blank=True, max_length=300, verbose_name="what to work on"),
                ),
                (
                    "is_passed",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.ExpressionWrapper(
                            models.Q(
                                ("light", True),
                                ("plain", True),
                                ("refund", True),
                                ("sound", True),
                                ("truth", True),
                            ),
                            output_field=models.BooleanField(),
                        ),
                        output_field=models.BooleanField(),
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
                (
                    "path",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="practices",
                        to="hosts.path",
                    ),
                ),
                (
                    "sale",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="live.sale",
                    ),
                ),
            ],
            options={
                "verbose_name": "practice sale",
                "verbose_name_plural": "practice sales",
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("apply", "Applied"),
                            ("again", "Applied again"),
                            ("appeal", "Appealed"),
                            ("admit", "Admitted"),
                            ("refuse", "Not admitted"),
                            ("train", "Passed the class"),
                            ("practise", "Passed the practice sale"),
                            ("certify", "Given the diploma"),
                            ("suspend", "Suspended"),
                            ("resume", "Suspension lifted"),
                            ("leave", "Left the path"),
                        ],
                        max_length=8,
                        verbose_name="step",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("age", "Younger than 16"),
                            ("guardian", "No guardian's consent"),
                            ("identity", "Identity not shown"),
                            ("place", "Lives in another county"),
                            ("goods", "No goods to sell, of their own or of others"),
                            ("conduct", "On a blacklist of hosts"),
                            ("other", "Another reason"),
                        ],
                        max_length=8,
                        verbose_name="reason",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="in words")),
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
                    "path",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="hosts.path",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a path",
                "verbose_name_plural": "steps of paths",
                "ordering": ["path", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("path", "number"), name="hosts_step_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("what", "refuse"), models.Q(("reason", ""), _negated=True)),
                            models.Q(models.Q(("what", "refuse"), _negated=True), ("reason", "")),
                            _connector="OR",
                        ),
                        name="hosts_step_refused_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("what__in", ["refuse", "appeal", "suspend", "resume"]),
                                _negated=True,
                            ),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="hosts_step_in_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("what", "train"), ("by__isnull", False), _connector="OR"
                        ),
                        name="hosts_step_by_somebody",
                    ),
                ],
            },
        ),
    ]
