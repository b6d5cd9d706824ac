import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "__first__"),
        ("programmes", "0001_initial"),
        ("roster", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Progress",
            fields=[
                ("roll_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("step", models.CharField(max_length=9, verbose_name="step")),
                ("done", models.PositiveIntegerField(verbose_name="done")),
                ("total", models.PositiveIntegerField(verbose_name="of")),
                ("at", models.DateTimeField(verbose_name="at")),
            ],
            options={
                "verbose_name": "progress of a roll",
                "verbose_name_plural": "progress of rolls",
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("health", "Health insurance of the poor"),
                            ("women", "Women's insurance"),
                        ],
                        max_length=6,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_en", models.CharField(max_length=80, verbose_name="name in English")),
                ("insurer", models.CharField(max_length=80, verbose_name="insurer")),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                ("is_demo", models.BooleanField(default=False, verbose_name="demo")),
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
                        related_name="+",
                        to="programmes.programme",
                        verbose_name="programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "insurance plan",
                "verbose_name_plural": "insurance plans",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["health", "women"])),
                        name="insurance_plan_kind",
                    )
                ],
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
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("text", models.TextField(verbose_name="text of the rule")),
                ("digest", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_to", models.DateField(null=True, verbose_name="valid until")),
                ("published_at", models.DateTimeField(verbose_name="published at")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="insurance.plan",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a plan's rule",
                "verbose_name_plural": "versions of plans' rules",
                "ordering": ["plan", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "number"), name="insurance_version_once"
                    ),
                    models.UniqueConstraint(
                        fields=("plan", "valid_from"), name="insurance_version_from"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="insurance_version_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Policy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place_code", models.CharField(max_length=6, verbose_name="county")),
                ("from_on", models.DateField(verbose_name="first day")),
                ("to_on", models.DateField(verbose_name="last day")),
                (
                    "premium_fen",
                    models.PositiveIntegerField(verbose_name="premium of a person, in fen"),
                ),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="policies",
                        to="insurance.plan",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="policies",
                        to="insurance.planversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "policy period",
                "verbose_name_plural": "policy periods",
                "indexes": [
                    models.Index(
                        fields=["place_code"],
                        name="insurance_policy_place",
                        opclasses=["text_pattern_ops"],
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "place_code", "from_on"), name="insurance_policy_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to_on__gt", models.F("from_on"))),
                        name="insurance_policy_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place_code__regex", "^[0-9]{6}$")),
                        name="insurance_policy_county",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("premium_fen__gt", 0)),
                        name="insurance_policy_has_premium",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Roll",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True)),
                (
                    "source",
                    models.CharField(
                        choices=[("file", "A register file"), ("renewal", "The period before")],
                        default="file",
                        max_length=7,
                        verbose_name="from",
                    ),
                ),
                ("file_name", models.CharField(blank=True, max_length=120, verbose_name="file")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256 of the file")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "Being read"),
                            ("read", "Waits for confirmation"),
                            ("enrolling", "Being enrolled"),
                            ("enrolled", "All insured"),
                            ("failed", "Nobody insured"),
                            ("dropped", "Given up"),
                        ],
                        default="reading",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("consent_says", models.CharField(max_length=200, verbose_name="consent")),
                ("rows", models.PositiveIntegerField(default=0, verbose_name="rows")),
                (
                    "can_enrol",
                    models.PositiveIntegerField(default=0, verbose_name="can be enrolled"),
                ),
                (
                    "counts",
                    models.JSONField(default=dict, verbose_name="rows by what becomes of them"),
                ),
                ("why", models.CharField(blank=True, max_length=400, verbose_name="why not")),
                (
                    "why_en",
                    models.CharField(
                        blank=True, max_length=400, verbose_name="why not, in English"
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="uploaded at")),
                ("read_at", models.DateTimeField(null=True, verbose_name="read at")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="confirmed at")),
                ("enrolled_at", models.DateTimeField(null=True, verbose_name="enrolled at")),
                (
                    "confirmed_by",
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
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rolls",
                        to="insurance.policy",
                    ),
                ),
            ],
            options={
                "verbose_name": "insurance roll",
                "verbose_name_plural": "insurance rolls",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["reading", "enrolling"])),
                        fields=["made_at"],
                        name="insurance_roll_at_work",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["failed", "dropped"]), _negated=True),
                        fields=("policy", "sha256"),
                        name="insurance_roll_file_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["enrolling", "enrolled"]), _negated=True),
                            models.Q(
                                ("confirmed_at__isnull", False), ("confirmed_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="insurance_roll_confirmed_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("enrolled_at__isnull", False), ("state", "enrolled")),
                            models.Q(
                                models.Q(("state", "enrolled"), _negated=True),
                                ("enrolled_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="insurance_roll_enrolled_at",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RefusedRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row", models.PositiveIntegerField(verbose_name="row")),
                ("reason", models.CharField(max_length=17, verbose_name="reason")),
                ("other_row", models.PositiveIntegerField(null=True, verbose_name="the other row")),
                ("name_masked", models.CharField(blank=True, max_length=12, verbose_name="name")),
                (
                    "id_masked",
                    models.CharField(blank=True, max_length=24, verbose_name="identity number"),
                ),
                (
                    "roll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="refused",
                        to="insurance.roll",
                    ),
                ),
            ],
            options={
                "verbose_name": "refused row",
                "verbose_name_plural": "refused rows",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("roll", "row"), name="insurance_refused_row_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row", models.PositiveIntegerField(verbose_name="row")),
                ("place_code", models.CharField(max_length=12, verbose_name="place")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="roster.member",
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="insurance.policy",
                    ),
                ),
                (
                    "roll",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="insurance.roll",
                    ),
                ),
            ],
            options={
                "verbose_name": "insured person",
                "verbose_name_plural": "insured persons",
                "indexes": [
                    models.Index(
                        fields=["place_code"],
                        name="insurance_enrolment_place",
                        opclasses=["text_pattern_ops"],
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("policy", "member"), name="insurance_enrolled_once"
                    ),
                    models.UniqueConstraint(
                        fields=("roll", "row"), name="insurance_enrolled_row_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RollPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("rows", models.PositiveIntegerField(verbose_name="rows")),
                ("sealed", models.BinaryField()),
                (
                    "roll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="insurance.roll",
                    ),
                ),
            ],
            options={
                "verbose_name": "part of a roll",
                "verbose_name_plural": "parts of rolls",
                "constraints": [
                    models.UniqueConstraint(fields=("roll", "number"), name="insurance_part_once")
                ],
            },
        ),
    ]
