import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_sealed", models.BinaryField()),
                ("name_digest", models.BinaryField(max_length=32)),
                ("name_masked", models.CharField(max_length=4, verbose_name="name")),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[("f", "woman"), ("m", "man")],
                        max_length=1,
                        verbose_name="gender",
                    ),
                ),
                ("birth_on", models.DateField(blank=True, null=True, verbose_name="born on")),
                ("place_code", models.CharField(max_length=12, verbose_name="lives in")),
                ("id_sealed", models.BinaryField(null=True)),
                ("id_digest", models.BinaryField(max_length=32, null=True)),
                ("id_tail", models.CharField(blank=True, max_length=4, verbose_name="last digits")),
                ("mobile_sealed", models.BinaryField(null=True)),
                ("mobile_digest", models.BinaryField(max_length=32, null=True)),
                (
                    "mobile_tail",
                    models.CharField(blank=True, max_length=4, verbose_name="last digits"),
                ),
                ("bank_sealed", models.BinaryField(null=True)),
                (
                    "bank_tail",
                    models.CharField(blank=True, max_length=4, verbose_name="last digits"),
                ),
                ("health_sealed", models.BinaryField(null=True)),
                ("poverty_sealed", models.BinaryField(null=True)),
                ("poverty_mark", models.BinaryField(max_length=32, null=True)),
                (
                    "poverty_until",
                    models.DateField(
                        blank=True, null=True, verbose_name="poverty status valid until"
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(default=False, verbose_name="invented for the demo"),
                ),
                ("made_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="roster.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "person on the roster",
                "verbose_name_plural": "persons on the roster",
                "indexes": [
                    models.Index(
                        fields=["place_code", "id"],
                        name="roster_member_place_idx",
                        opclasses=["text_pattern_ops", "int8_ops"],
                    ),
                    models.Index(fields=["name_digest"], name="roster_member_name"),
                    models.Index(
                        condition=models.Q(("mobile_digest__isnull", False)),
                        fields=["mobile_digest"],
                        name="roster_member_mobile",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("id_digest__isnull", False), ("merged_into", None)),
                        fields=("id_digest",),
                        name="roster_member_id_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("account__isnull", False), ("merged_into", None)),
                        fields=("account",),
                        name="roster_member_account_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into", None),
                            models.Q(("merged_into", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="roster_member_not_into_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("gender__in", ["", "f", "m"])),
                        name="roster_member_gender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("place_code__regex", "^[0-9]{6}([0-9]{3}([0-9]{3})?)?$")
                        ),
                        name="roster_member_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("id_digest", None), ("id_sealed", None)),
                            models.Q(("id_digest__isnull", False), ("id_sealed__isnull", False)),
                            _connector="OR",
                        ),
                        name="roster_member_id_found_again",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("poverty_mark", None), ("poverty_sealed", None)),
                            models.Q(
                                ("poverty_mark__isnull", False), ("poverty_sealed__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="roster_member_poverty_marked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RosterImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("purpose", models.CharField(max_length=12, verbose_name="purpose")),
                ("file_name", models.CharField(max_length=120, verbose_name="file")),
                ("file_digest", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("rows", models.PositiveIntegerField(verbose_name="rows")),
                ("added", models.PositiveIntegerField(verbose_name="new")),
                ("changed", models.PositiveIntegerField(verbose_name="changed")),
                ("same", models.PositiveIntegerField(verbose_name="the same")),
                ("refused", models.PositiveIntegerField(verbose_name="left out")),
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
                "verbose_name": "import of persons",
                "verbose_name_plural": "imports of persons",
                "indexes": [models.Index(fields=["by", "-at"], name="roster_import_by")],
            },
        ),
        migrations.CreateModel(
            name="Double",
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
                            ("proposed", "proposed"),
                            ("confirmed", "merged"),
                            ("refused", "two persons"),
                            ("parted", "parted again"),
                        ],
                        default="proposed",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="why")),
                ("proposed_at", models.DateTimeField(verbose_name="proposed at")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="decided at"),
                ),
                ("inherited", models.JSONField(default=list, verbose_name="what went over")),
                (
                    "parted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="parted at"),
                ),
                (
                    "parted_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="why parted"),
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
                    "parted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="roster.member",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="roster.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "double",
                "verbose_name_plural": "doubles",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kept", models.F("other")), _negated=True),
                        name="roster_double_of_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="roster_double_by_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by", None), ("state", "proposed")),
                            models.Q(
                                models.Q(("state", "proposed"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="roster_double_decided",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["proposed", "confirmed"])),
                        fields=("other",),
                        name="roster_double_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("purpose", models.CharField(max_length=12, verbose_name="purpose")),
                ("version", models.CharField(max_length=10, verbose_name="version of the text")),
                ("given_on", models.DateField(verbose_name="given on")),
                ("until", models.DateField(verbose_name="valid until")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("paper", "in person, on paper"),
                            ("account", "by their own account"),
                        ],
                        max_length=7,
                        verbose_name="how",
                    ),
                ),
                ("guardian_sealed", models.BinaryField(null=True)),
                (
                    "guardian_masked",
                    models.CharField(blank=True, max_length=4, verbose_name="guardian"),
                ),
                ("relation", models.CharField(blank=True, max_length=20, verbose_name="relation")),
                (
                    "paper",
                    models.CharField(
                        blank=True, max_length=64, verbose_name="SHA-256 of the paper"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at"),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="roster.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
                "indexes": [models.Index(fields=["member", "purpose"], name="roster_consent_of")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("given_on"))),
                        name="roster_consent_ends_later",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Stay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place_code", models.CharField(max_length=12, verbose_name="takes part in")),
                ("since", models.DateTimeField(auto_now_add=True)),
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stays",
                        to="roster.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "place where a person takes part",
                "verbose_name_plural": "places where persons take part",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place_code", "member"),
                        name="roster_stay_once",
                        opclasses=["text_pattern_ops", "int8_ops"],
                    )
                ],
            },
        ),
    ]
